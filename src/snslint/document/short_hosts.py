"""Hosts of short links: of shorteners, which lead anywhere, and of services that shorten links to their own pages.

Chosen by hand; see docs/sources.md. A module of its own and no lexicon: reading YAML takes longer than all else about a link.
"""

from __future__ import annotations

_JAPANESE = """
00m.in 0n.gs goo.gs lnky.jp onl.bz onl.jp onl.la onl.sc onl.tw p.tl qr.paps.jp u0u0.net u0u1.net ur0.biz
ur0.jp ur0.link ur0.pw ur0.work ur2.link urx.blue urx.mobi urx.nu urx.red urx.space urx2.nu urx3.nu ux.nu
waa.ai x.gd
"""
_FOREIGN = """
0rz.tw 1link.in 1url.com 2.gp 2no.co 2u.lc 3.ly 7.ly 9qr.de a.gd acortar.link adf.ly adfoc.us bc.vc bit.do
bit.ly bitly.com bitly.cx bitly.ws bl.ink bom.so bom.to bre.is budurl.com buff.ly chilp.it clck.ru cli.gs
clicky.me clk.sh cort.as crwd.cr cut.lu cutt.ly cutt.us da.gd decenturl.com dlvr.it doiop.com dub.co dub.sh
dwarfurl.com exe.io fc.lc filoops.info fire.to fur.ly gg.gg goo.gl goo.su gplinks.in grabify.link han.gl
href.li hurl.ws hyperurl.co icanhaz.com idek.net ift.tt iplogger.org is.gd ity.im j.mp kl.am korta.nu kutt.it
lihi.cc lihi1.com lihi2.com lihi3.com linkvertise.com lnk.to lnkiy.in lstu.fr lurl.cc mcaf.ee me2.do me2.kr
memurl.com minurl.fr moourl.com n9.cl nn.nf notlong.com nutshellurl.com ouo.io ouo.press ow.ly parv.us
picsee.io ping.fm plu.sh po.st poprl.com ppt.cc prettylinkpro.com pse.is psee.io q.gs qps.ru qr.net qrco.de
qurlyq.com rb.gy rebrand.ly redir.ec redirx.com reurl.cc ri.ms risu.io rotf.lol rplg.co s.coop s.id s2r.co
safe.mn scrnch.me sh.st shor.by shorl.com short.gy short.io short.link shortcm.li shorte.st shortlink.uk
shorturl.ae shorturl.asia shorturl.at shorturl.com shorturl.gg shrinke.me shrinkify.com shrtco.de shrtm.nu
shrtn.com simurl.com smallr.com smarturl.it sn.im snip.ly snipr.com snipurl.com snurl.com soo.gd sor.bz sp2.ro
srnk.net starturl.com su.pr supr.link surl.co.uk surl.li t.ly t2m.io tii.la tinu.be tiny.cc tiny.ee tiny.one
tiny.pl tinyarro.ws tinylink.in tinyuri.ca tinyurl.com tinyurl.gg tly.app tnij.org tny.im to.ly tr.im tra.kz
trib.al trunc.it turo.us twitthis.com twurl.nl u.bb u.nu u.to ulvis.net url.ie url.kr urlbrief.com
urlcover.com urlenco.de urlr.me urls.fr urlx.ie urly.it urlz.fr urlzs.com v.gd v.ht vb.ly vl.am vo.la
vzturl.com x.co x.vu xrl.us xurl.es yatuc.com yip.su yourls.org za.gl zi.ma zpr.io zurl.ws zz.gd
"""  # those that are gone too: copies of old posts still hold them

SHORTENERS = frozenset(f"{_JAPANESE} {_FOREIGN}".split())
"""Services that anybody shortens any address with."""

SERVICE_SHORT = frozenset(
    """
1drv.ms a.co aka.ms amba.to amzn.asia amzn.to apple.co apple.news db.tt discord.gg fb.me fb.watch flic.kr
forms.gle g.co g.page goo.gle htn.to instagr.am lin.ee lnkd.in maps.app.goo.gl mixi.at msft.it nhk.jp nico.ms
nyti.ms on.fb.me on.soundcloud.com photos.app.goo.gl pin.it r10.to redd.it spoti.fi spotify.link t.co
vm.tiktok.com vt.tiktok.com w.wiki wp.me yahoo.jp youtu.be
""".split()  # noqa: SIM905 -- a hundred quoted names would be harder to read
)
"""Short forms that services give to their own pages alone."""
