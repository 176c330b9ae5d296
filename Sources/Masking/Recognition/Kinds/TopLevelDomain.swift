/// The endings that addresses in mail have; used only where a line break leaves the end in doubt.
enum TopLevelDomain {
  static func isCommon(_ name: String) -> Bool {
    generic.contains(name) || name.utf8.count == 2 && countries.contains(name)
  }

  private static let generic: Set<String> = Set(
    [String].phrases(
      """
      com, org, net, edu, gov, mil, int, info, biz, name, pro, museum, aero, coop, jobs, mobi, travel,
      cat, post, tel, asia, arpa, app, dev, io, ai, cloud, online, shop, store, site, tech, xyz, club,
      email, agency, digital, design, group, team, world, life, live, media, news, blog, wiki, page,
      bank, law, legal, health, care, doctor, clinic, school, academy, university, church, example,
      test, invalid, localhost, local, london, paris, berlin, wien, hamburg, koeln, amsterdam,
      barcelona, madrid, brussels, swiss, scot, wales, eus, gal, nyc, tokyo, solutions, services,
      consulting, company, gmbh, ltd, inc, llc
      """))

  private static let countries: Set<String> = Set(
    """
    ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw
    by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et
    eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id
    ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu
    lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np
    nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk
    sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy
    uz va vc ve vg vi vn vu wf ws ye yt za zm zw
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
