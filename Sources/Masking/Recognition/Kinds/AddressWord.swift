/// Words of postal addresses, in the languages served.
enum AddressWord {
  static let connectors = PhraseTrie(
    [String].phrases(
      """
      is, s, to, at, now, ist, lautet, jetzt, in, an, est, es, e, jest, nu, the, following, now is, currently, below, o, a, na,
      no, em, w, przy, op, aan, der, die, das, new, neue, the following, le, er, ar, on, pa, i
      """
    ).map { ($0, 0) })

  /// Words that say street, where they stand alone.
  static let streets = PhraseTrie(
    [String].phrases(
      """
      street, road, avenue, ave, lane, drive, court, boulevard, blvd, close, crescent, terrace, square, highway, hwy, parkway,
      pkwy, circle, row, mews, grove, gardens, place, way, trail, rd, ln, dr, ct, cres, apt, apartment, suite, flat, unit, floor,
      studio, po box, p o box, nagar, marg, chowk, sector, plot, h no, house no, colony, circle, ganj, bagh,
      str, strasse, weg, platz, allee, gasse, ring, damm, ufer, postfach, hausnummer,
      rue, route, chemin, impasse, quai, cours, allee, passage, faubourg, residence, lotissement, bp, sentier, ruelle,
      calle, c, avenida, avda, av, plaza, paseo, pza, camino, carretera, ronda, glorieta, pasaje, urbanizacion, callejon,
      acceso, rambla, alameda, via, viale, piazza, piazzale, corso, vicolo, largo, strada, contrada, borgo, vico, rotonda, canale,
      stretto, incrocio, ul, ulica, aleja, aleje, al, os, osiedle, plac, pl, rondo, skwer,
      straat, laan, plein, gracht, kade, dreef, hof, singel, steeg, postbus, weg, gata, gatan, vagen, vei, veien, vej, gade,
      torv, torget, plass, brygge, bryggen, katu, kuja, polku, postboks,
      rua, travessa, praca, rodovia, estrada, praia, largo, beco, ladeira, viela, vila, quadra, lote, jardim, trecho, setor, trevo,
      nucleo, chacara, feira, fazenda, morro, parque, passarela, patio, recanto, residencial, sitio, vale, vereda, viaduto,
      conjunto, condominio, colonia, esplanada, estacao, favela, campo, distrito, area, loteamento, aeroporto, lagoa, lago
      """
    ).map { ($0, 0) })

  /// Words between `address` and what the address is for.
  static let purposes = WordSet("for, fur, fuer, pour, para, per, dla, voor, of, von, vom")

  /// Endings of compounds that say street.
  static let suffixes = SuffixSet(
    """
    strasse, str, weg, platz, allee, gasse, ring, damm, ufer, straat, laan, plein, gracht, kade, dreef, hof, singel, steeg,
    pad, vej, gade, gatan, vagen, veien, gata, katu, tie, stieg, berg, baan, dijk, markt, chaussee, graben, promenade,
    vejen, gaden, torvet, strade, vei, plassen, bryggen, torget, torg, stigen, backen, esplanaden, katua, kuja,
    polku, aukio, raitti
    """)

  static let abbreviations = WordSet(
    "str, apt, ave, blvd, strasse, avda, suite, prof, pkwy, cres, blok, bldg, hwy")

  /// Small words inside the names of towns.
  static let townParticles = WordSet(
    """
    in, am, an, der, den, im, a, d, bei, ob, vor, unter, sur, sous, les, le, la, l, en, de, des, du, del, della, dei, di, da, do,
    dos, das, e, y, i, upon, on, the, of, by, op, aan, bij, van, nad, pod, w, st, ter, ten, el, los, las, degli, al, san, all, nell
    """)

  /// Words of towns that are common words elsewhere.
  static let townWords = WordSet(
    "new, old, bad, las, los, la, le, les, el, am, den, ter, ten, sa, mon, best, sao, santo, santa, san, st"
  )

  /// How towns shorten a saint.
  static let saints = WordSet("st, ste, s")

  static let countries = PhraseTrie(
    [String].phrases(
      """
      germany, deutschland, austria, osterreich, switzerland, schweiz, suisse, svizzera, france, frankreich, spain, espana,
      spanien, italy, italia, italien, poland, polska, polen, netherlands, the netherlands, nederland, niederlande, belgium,
      belgie, belgique, portugal, brazil, brasil, united kingdom, uk, great britain, england, scotland, wales, ireland,
      united states, united states of america, usa, us, canada, australia, new zealand, india, denmark, danmark, norway, norge,
      sweden, sverige, finland, suomi, luxembourg, czech republic
      """
    ).map { ($0, 0) })
}
