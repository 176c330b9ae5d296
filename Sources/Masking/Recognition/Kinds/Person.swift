extension Recogniser {
  /// Phrases that say a name follows, in whatever case.
  static let introduction = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        my name is, my full name is, name is, my name, mein name ist, mein name, name ist, ich heisse, je m appelle,
        mon nom est, mon nom, me llamo, mi nombre es, mi nombre, mi chiamo, il mio nome e, nazywam sie, mam na imie,
        moje imie to, mijn naam is, naam is, ik heet, meu nome e, me chamo, chamo me, hola soy, i am called,
        card holder is, cardholder is, account holder is, karteninhaber ist, kontoinhaber ist, le titulaire est, el titular es,
        l intestatario e, posiadaczem karty jest, de kaarthouder is, o titular e, o titular do cartao e
        """)),
    evidence: "words up to a mark after `my name is` and its like",
    misses: "names nobody introduces"
  ) { examination, anchor in
    examination.examineIntroduction(anchor, as: .certain)
  }

  /// Phrases that often introduce something else.
  static let weakIntroduction = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        this is, i am, i m, speak with, spoke to, spoke with, speaking to, speaking with, talked to, talked with, please add, add,
        on behalf of, in the name of, made out to, addressed to, contacted by, called by, helped by, served by, sold by, met,
        signed up as, registered as, ordered by, bought by, account of, profile of, registered to, belongs to, daughter of, son of, ask for, speak to, agent, advisor, technician, driver, instead of, and my,
        ich bin, hier ist, hier schreibt, es schreibt, gekauft von, bestellt von, lautet auf, registriert auf, im auftrag von, gesprochen mit, telefoniert mit, letzte woche mit, gestern mit, heute mit,
        mit frau, mit herrn, namens, mitarbeiter, mitarbeiterin, berater, beraterin, ansprechpartner, techniker, fugen sie, auf den namen,
        je suis, achete par, commande par, de la part de, vous ecrit, ici, parle avec, parle a, au nom de, ajouter, ajoutez, conseiller, conseillere, technicien, discute avec, merci d ajouter,
        soy, comprado por, pedido por, le escribe, les escribe, te escribe, de parte de, hable con, hablado con, a nombre de, en nombre de, anadir a, anadan a, agregar a, asesor, asesora, tecnico, atendio,
        sono, acquistato da, ordinato da, scrive, le scrive, vi scrive, intestato a, intestata a, da parte di, parlato con, a nome di, aggiungere, aggiungete, operatore, operatrice, consulente, tecnico,
        rozmawialem z, rozmawialam z, w imieniu, na nazwisko, kupione przez, zamowione przez, pisze, mowi, jestem, prosze dodac, konsultant, konsultantka, technik, dodajcie,
        ik ben, gekocht door, besteld door, u spreekt met, spreekt met, namens, gesproken met, op naam van, voeg, voeg toe, medewerker, medewerkster, monteur,
        eu sou, sou, comprado por, sou o, sou a, aqui e, aqui quem fala e, quem escreve e, da parte de, falei com, em nome de, adicionem, adicione, atendente, tecnico, com a atendente
        """)),
    evidence: "two capitalised words, or one before a mark, after `this is` and its like"
  ) { examination, anchor in
    examination.examineIntroduction(anchor, as: .likely)
  }

  /// Names of fields; a colon must follow, or a verb.
  static let nameField = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        full name, name, surname, first name, last name, given name, family name, contact, contact person, contact name, card holder,
        cardholder, cardholder name, account holder, account name, name on card, name on the card, name on account, recipient, patient,
        beneficiary, passenger, guest, guest name, owner, attention, attn, signed, sender,  caller, customer name, client name,
        requester, reported by, submitted by, author, contact details, signed by, emergency contact, next of kin, tenant, subscriber,
        vorname, nachname, vor und nachname, ansprechpartner, ansprechpartnerin, karteninhaber, karteninhaberin, kontoinhaber,
        kontoinhaberin, empfanger, empfangerin, versicherter, absender,  kundenname, inhaber, kontakt, unterschrift, mieter,
        nom, prenom, nom et prenom, nom complet, titulaire, titulaire de la carte, titulaire du compte, beneficiaire, destinataire,
        expediteur, contact, nom du client, nom de famille, locataire,
        nombre, nombre completo, apellido, apellidos, nombre y apellidos, titular, titular de la tarjeta, titular de la cuenta,
        destinatario, beneficiario, remitente, contacto, persona de contacto, nombre del cliente, inquilino,
        nome, cognome, nome e cognome, intestatario, titolare, titolare della carta, contatto, referente, mittente, nome completo,
        persona di contatto, intestatario della carta,
        imie, nazwisko, imie i nazwisko, posiadacz karty, wlasciciel, odbiorca, nadawca, kontakt, osoba kontaktowa, klient, 
        naam, voornaam, achternaam, kaarthouder, rekeninghouder, contactpersoon, ontvanger, afzender,  klantnaam,
        sobrenome, titular do cartao, titular da conta, contato, remetente, nome do cliente, pessoa de contato
        """)),
    evidence: "words after the name of a field and a colon"
  ) { examination, anchor in
    examination.examineIntroduction(anchor, as: .field)
  }

  static let selfNamed = Recogniser(
    .person, from: .phrases(.phrases("here, speaking, hier, am apparat, aan de lijn, al habla")),
    evidence: "two or three capitalised words that begin a sentence, before `here` and its like",
    misses: "first names alone"
  ) { examination, anchor in
    examination.examineSelfNamed(before: anchor.lowerBound)
  }

  static let relative = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        my husband, my wife, my partner, my mother, my father, my mum, my mom, my dad, my son, my daughter, my brother,
        my sister, my colleague, my boss, my assistant, my neighbour, my neighbor, my friend, my flatmate, my doctor,
        mein mann, meine frau, mein partner, meine partnerin, meine mutter, mein vater, mein sohn, meine tochter,
        mein bruder, meine schwester, mein kollege, meine kollegin, mein nachbar, meine nachbarin, meinem mann,
        meiner frau, meinem sohn, meiner tochter, meines mannes, meiner mutter, meinem vater, meinem kollegen,
        meiner kollegin, mein freund, meine freundin,
        mon mari, ma femme, mon epouse, mon epoux, mon compagnon, ma compagne, ma mere, mon pere, mon fils, ma fille,
        mon frere, ma soeur, mon collegue, ma collegue, mon ami, mon amie, mon voisin, ma voisine,
        mi marido, mi esposo, mi esposa, mi mujer, mi pareja, mi madre, mi padre, mi hijo, mi hija, mi hermano,
        mi hermana, mi companero, mi companera, mi amigo, mi amiga, mi vecino, mi vecina,
        mio marito, mia moglie, mio padre, mia madre, mio figlio, mia figlia, mio fratello, mia sorella, il mio collega,
        la mia collega, il mio compagno, la mia compagna, il mio amico, la mia amica,
        moj maz, moja zona, moj partner, moja partnerka, moja matka, moj ojciec, moj syn, moja corka, moj brat,
        moja siostra, moj kolega, moja kolezanka, mojego meza, mojej zony, moim mezem, moja mama, moj tata,
        mijn man, mijn vrouw, mijn partner, mijn moeder, mijn vader, mijn zoon, mijn dochter, mijn broer, mijn zus,
        mijn collega, mijn vriend, mijn vriendin, mijn echtgenoot, mijn buurman, mijn buurvrouw,
        meu marido, minha esposa, minha mulher, meu esposo, minha mae, meu pai, meu filho, minha filha, meu irmao,
        minha irma, meu colega, minha colega, meu amigo, minha amiga, meu namorado, minha namorada, meu companheiro
        """)),
    evidence: "capitalised words after the word for a relative or colleague"
  ) { examination, anchor in
    let start = examination.reader.nameStart(after: anchor.upperBound)
    guard let end = examination.reader.nameEnd(from: start, style: .capitalised),
      examination.reader.isPlausibleName(start..<end)
    else { return }
    examination.addName(start..<end, 0.85, "capitalised words after the word for a relative")
  }

  static let honorific = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        mr, mrs, ms, miss, mx, dr, prof, professor, sir, madam, herr, herrn, frau, monsieur, madame, mademoiselle,
        mme, mlle, senor, senora, senorita, sr, sra, srta, don, dona, signor, signora, sig, sigra, sig ra, dott,
        dottor, dottoressa, avv, ing, pan, pani, pana, panem, panu, dhr, mevr, mevrouw, meneer, de heer, senhor, senhora, dra
        """)),
    evidence: "capitalised words after a form of address"
  ) { examination, anchor in
    let start = examination.reader.nameStart(after: anchor.upperBound)
    // In `took 41ms` it is a unit.
    guard !Byte.isDigit(examination.byte(anchor.lowerBound - 1)),
      start > anchor.upperBound || examination.byte(start - 1) == 0x2E,
      Byte.isCapital(examination.byte(anchor.lowerBound))
        || examination.byte(start - 1) != 0x0A,
      let end = examination.reader.nameEnd(from: start, style: .capitalised)
    else { return }
    examination.addName(start..<end, 0.85, "capitalised words after a form of address")
  }

  static let greeting = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        hi, hello, hey, hey there, dear, good morning, good afternoon, good evening, morning, greetings,
        hallo, liebe, lieber, sehr geehrte, sehr geehrter, guten tag, guten morgen, moin, servus, gruss gott, grussgott,
        bonjour, bonsoir, salut, cher, chere, coucou,
        hola, buenos dias, buenas tardes, buenas, estimado, estimada, querido, querida,
        ciao, buongiorno, buonasera, salve, gentile, caro, cara, egregio, spett le,
        czesc, witam, witaj, dzien dobry, szanowny, szanowna, drogi, droga, hej,
        hoi, beste, geachte, goedemorgen, goedemiddag, goedenavond, dag, goedendag,
        ola, oi, bom dia, boa tarde, boa noite, prezado, prezada, caro, cara, e ai
        """)),
    evidence: "capitalised words between a greeting at the start of a line and a comma"
  ) { examination, anchor in
    examination.examineGreeting(anchor)
  }

  static let signature = Recogniser(
    .person,
    from: .phrases(
      .phrases(
        """
        best regards, kind regards, warm regards, with kind regards, with best regards, regards, best, best wishes,
        many thanks, thanks, thank you, thanks in advance, thank you in advance, thanks a lot, thank you very much,
        thanks and regards, thanks again, sincerely, yours sincerely, sincerely yours, yours faithfully, yours truly,
        yours, cheers, cordially, respectfully, warmly, all the best, take care, with thanks, kindest regards,
        mit freundlichen grussen, mit freundlichen gruessen, mit freundlichem gruss, freundliche grusse,
        freundliche gruesse, viele grusse, viele gruesse, beste grusse, beste gruesse, liebe grusse, liebe gruesse,
        schone grusse, herzliche grusse, herzlichst, mfg, lg, vg, gruss, grusse, gruesse, danke, vielen dank,
        danke im voraus, vielen dank im voraus, besten dank, hochachtungsvoll, mit besten grussen, gruss und dank,
        cordialement, bien cordialement, tres cordialement, bien a vous, salutations, salutations distinguees,
        sinceres salutations, meilleures salutations, avec mes salutations, respectueusement, merci, merci d avance,
        merci beaucoup, merci par avance, amicalement, bonne journee, cdlt, sincerement,
        saludos, un saludo, saludos cordiales, un cordial saludo, cordiales saludos, atentamente, muy atentamente,
        gracias, muchas gracias, gracias de antemano, gracias por adelantado, un abrazo, reciba un cordial saludo, atte,
        cordialmente, le saluda atentamente,
        distinti saluti, cordiali saluti, saluti, un saluto, un cordiale saluto, grazie, grazie mille, molte grazie,
        grazie in anticipo, in fede, cordialmente, a presto, buona giornata, con i migliori saluti,
        pozdrawiam, z powazaniem, serdecznie pozdrawiam, pozdrawiam serdecznie, z wyrazami szacunku, dziekuje,
        z gory dziekuje, dziekuje z gory, z pozdrowieniami, dzieki, pozdrowienia, lacze pozdrowienia,
        met vriendelijke groet, met vriendelijke groeten, vriendelijke groet, vriendelijke groeten, groeten, groet,
        groetjes, mvg, hartelijke groet, alvast bedankt, bedankt, dank u wel, dank je wel, hoogachtend, bij voorbaat dank,
        met hartelijke groet, alvast hartelijk dank, beste groeten,
        atenciosamente, cordialmente, abracos, um abraco, obrigado, obrigada, muito obrigado, muito obrigada,
        obrigado desde ja, obrigada desde ja, desde ja obrigado, desde ja agradeco, grato, grata, att, cumprimentos,
        com os melhores cumprimentos, melhores cumprimentos, saudacoes, respeitosamente
        """)),
    evidence: "a short line of words under a closing formula"
  ) { examination, anchor in
    examination.examineSignature(after: anchor)
  }

  static let addressee = Recogniser(
    .person, from: .atSign,
    evidence: "words before an address in angle brackets, as headers have them",
    source: "RFC 5322, 3.4"
  ) { examination, anchor in
    examination.examineDisplayName(before: anchor.lowerBound)
  }
}
