extension Recogniser {
  static let givenName = Recogniser(
    .person, from: .phrases(.phrases(GivenName.common)),
    evidence:
      "a common given name before a capitalised word that is none of a language's common ones",
    source: "the name statistics of the countries served",
    misses: "rarer given names, and given names alone"
  ) { examination, anchor in
    examination.examineGivenName(anchor)
  }
}

extension Examination {
  fileprivate mutating func examineGivenName(_ anchor: Range<Int>) {
    guard Byte.isCapital(byte(anchor.lowerBound)), byte(anchor.lowerBound - 1) != 0x40,
      byte(anchor.lowerBound - 1) != 0x2E, byte(anchor.lowerBound - 1) != 0x2D,
      Byte.isBlank(byte(anchor.upperBound)),
      let end = reader.nameEnd(from: anchor.lowerBound, style: .capitalised)
    else { return }
    let gaps = bytes[anchor.lowerBound..<end].count(where: Byte.isSpace)
    let last = start(before: end, limit: end - anchor.lowerBound) { !Byte.isSpace($0) }
    // One capitalised word after it may begin a sentence only if a full stop stood between.
    guard (1...6).contains(gaps), end - last >= 2, last > anchor.lowerBound,
      !GivenName.isPlaceOrFirm(last..<end, in: bytes), byte(end) != 0x40
    else { return }
    add(anchor.lowerBound..<end, .person, 0.72, "a common given name and a capitalised word")
  }
}

/// Common given names, folded.
///
/// Left out are those that are common words, months or places: they would be found everywhere.
enum GivenName {
  /// Words after a given name that make it a street, a shop or a place.
  static func isPlaceOrFirm(_ word: Range<Int>, in bytes: TextBytes) -> Bool {
    notSurnames.contains(word, of: bytes)
  }

  private static let notSurnames = WordSet(
    """
    street, road, avenue, lane, drive, court, square, park, airport, station, hotel, hospital, school, university, college,
    church, bank, inc, ltd, gmbh, llc, corp, company, group, shop, store, plaza, strasse, platz, weg, allee, day, cup, islands,
    prize, edition, version, app, pro, plus, premium, theorem, method, county, city, bay, beach, hills
    """)

  static let words = WordSet(common)

  static let common =
    """
    aarav, aaron, adam, adele, aditi, aditya, adrian, adriana, adriano, afonso, agata, agnes,
    agnieszka, aino, aishwarya, ajay, akash, alain, alan, albert, alberto, alejandra, alejandro,
    aleksandra, alessandra, alessandro, alessia, alexander, alexandra, alfonso, alfredo, alice,
    aline, alison, alvaro, amanda, amelie, amit, amrita, amy, ana, anais, ananya, anders, andrea,
    andreia, andres, andrew, andrzej, aneta, angela, angelo, anil, anita, anja, anjali, anna,
    annalisa, anne, annika, anouk, anthony, antje, antoine, antonia, antonio, antti, arjan, arjun,
    arnaud, arthur, artur, arun, ashley, ashok, astrid, audrey, augusto, aurelie, axel, barbara,
    bart, bartosz, bastian, beata, beatrice, beatriz, begona, benjamin, benoit, bernard, bernardo,
    bernd, beth, betty, bhavna, bianca, birgit, bjarne, bjorn, bogdan, bozena, bram, brandon,
    brenda, breno, brian, brigitte, britt, bruce, bruna, bruno, bryan, caio, cameron, camila,
    camille, carl, carlo, carlos, carmen, carol, carolina, caroline, catarina, catherine, cecilia,
    celine, cesar, chantal, charles, charlie, cheryl, chiara, chloe, chris, christa, christelle,
    christian, christina, christine, christophe, christopher, claire, clara, claudia, claudio,
    clement, colin, corinne, craig, cristiane, cristiano, cristina, cynthia, cyril, daan, damien,
    daniel, daniela, daniele, danielle, dariusz, davi, david, davide, deborah, debra, deepa,
    deepak, delphine, denise, dennis, derek, diana, diane, didier, diego, dieter, dinesh, diogo,
    dirk, divya, domenico, dominik, dominique, donald, donatella, donna, dorota, dorothy, douglas,
    duncan, dylan, edson, eduarda, eduardo, edward, edyta, eero, eleanor, elena, eline, elisa,
    elisabetta, elise, elizabeth, elke, ellen, elodie, elzbieta, emanuel, emanuele, emilie, emilio,
    emily, emma, emmanuel, enrico, enrique, enzo, eric, erik, erika, erin, ernst, esmee, esteban,
    esther, ethan, etienne, eugene, eva, evelyn, ewa, ewelina, fabiana, fabien, fabio, fabrice,
    fabricio, fabrizio, federica, federico, felipe, felix, femke, fernanda, fernando, filippo,
    flavia, fleur, florian, frances, francesca, francesco, francis, francisca, francisco,
    franciszek, francois, francoise, frank, frederic, freja, friedrich, gabriel, gabriela,
    gabriele, gabriella, ganesh, gareth, gary, gaurav, geert, geeta, gemma, genevieve, gennaro,
    geoffrey, george, gerald, gerard, gerd, gerhard, gerrit, giacomo, gianluca, gianni, gijs,
    gilles, gillian, giorgia, giorgio, giovana, giovanna, giovanni, gisela, gita, giulia, giulio,
    giuseppe, giuseppina, gonzalo, gordon, graham, grazyna, gregory, grzegorz, guilherme,
    guillaume, guillermo, gunnar, gunter, gustavo, hakan, halina, hanna, hannah, hannelore, hannu,
    hans, harish, harold, harry, heather, hector, heidi, heike, heinrich, heinz, heitor, helen,
    helena, helene, helga, helmut, hendrik, henrik, henrique, henry, henryk, herbert, herve,
    holger, horst, howard, hugh, hugo, ian, ignacio, igor, ilaria, ilse, ineke, ines, inge,
    ingeborg, ingrid, inmaculada, irena, irene, isabel, isabella, isabelle, isadora, ishaan, ivan,
    iwona, izabela, jaap, jacek, jacob, jacqueline, jacques, jadwiga, jaime, jakub, james, jan,
    jane, janet, janice, janina, janusz, jari, jaroslaw, jason, jasper, javier, jean, jeffrey,
    jelle, jennifer, jens, jeremy, jeroen, jerome, jerry, jerzy, jesper, jesse, jessica, jill,
    joachim, joan, joana, joanna, joanne, joao, joaquin, joe, johan, johanna, johannes, john,
    johnny, jolanta, jonathan, joost, jordi, jorg, jorge, joris, jose, josefa, joseph, josephine,
    joshua, joyce, jozef, juan, juana, judith, judy, juha, julia, julian, juliana, julie, julien,
    juliette, julio, jurgen, jurre, justin, justyna, jutta, jyoti, kaisa, kamil, karel, karen,
    karin, karl, karol, karolina, karsten, katarzyna, katherine, kathleen, kathrin, kathryn, katie,
    katja, katrin, kavita, kavya, kazimierz, keith, kelly, kenneth, kevin, kim, kimberly, kinga,
    kiran, kirsten, kjell, klaus, koen, krishna, krystyna, krzysztof, kurt, kyle, laetitia,
    lakshmi, larissa, larry, lars, lasse, laura, lauren, laurence, laurent, lawrence, lea, leah,
    leandro, leif, lena, leon, leonard, leonardo, leslie, leszek, leticia, lewis, liam, lieke,
    liisa, linda, linnea, lisa, livia, logan, lorena, lorenzo, lotte, louis, louise, luana, luca,
    lucas, lucia, luciana, luciano, lucie, lucy, ludovic, luigi, luis, luisa, luiz, luiza, lukas,
    lukasz, luke, luuk, lynn, maarten, maartje, machteld, maciej, magdalena, magnus, mahesh,
    malcolm, malgorzata, manfred, manish, manoj, manon, manuel, manuela, marc, marcel, marcela,
    marcello, marcelo, marcia, marcin, marco, marcos, marcus, marek, margaret, margarita, margaux,
    marguerite, maria, mariana, mariangela, marie, marieke, marijke, marilyn, marina, mario,
    marion, mariusz, markus, marlene, marloes, marta, martha, martin, martine, mary, marzena,
    massimo, mateo, mateusz, matheus, mathieu, mathilde, matteo, matthew, matthias, matti, maureen,
    maurice, mauricio, maurizio, mauro, maxime, meera, megan, melanie, melissa, mette, michael,
    michal, michel, michela, michele, michelle, mieczyslaw, mieke, miguel, mika, mikael, mikkel,
    milou, mireille, miriam, mirko, miroslaw, mohammed, mohan, monica, monika, monique, montserrat,
    muhammad, mukesh, murilo, nadine, nancy, naomi, natalia, natalie, nathalia, nathalie, nathan,
    naveen, neha, neil, nicholas, nicola, nicolas, nicole, niels, nigel, nikhil, niklas, nils,
    nina, nisha, noah, noemie, norbert, norman, nuria, odette, olaf, oliver, olivia, olof, ornella,
    oscar, oskar, otavio, owen, pablo, pamela, paola, paolo, pascal, pasquale, patrice, patricia,
    patricio, patrick, paul, paula, paulo, pawel, pedro, peer, pekka, peter, petra, philip,
    philipp, philippe, phillip, piero, pierre, pieter, pietro, pim, piotr, pooja, pradeep, prakash,
    pranav, prashant, priscila, priya, przemyslaw, rachel, radoslaw, rafael, rafaela, rafal,
    raffaele, rahul, rainer, rajesh, rakesh, ralf, ralph, ramesh, ramon, raphael, raquel, rasmus,
    raul, ravi, raymond, rebecca, regina, regine, reiner, rekha, remi, renan, renata, renate,
    renato, rene, ricardo, riccardo, richard, rita, ritu, robert, roberta, roberto, rocio, rodrigo,
    roger, rogerio, rohan, rohit, roland, rolf, romain, ronald, rosa, rosanna, ruben, rudiger,
    rutger, ruth, ruud, ryan, ryszard, sabine, sabrina, sachin, sally, salvatore, samantha, samuel,
    sandeep, sander, sandra, sandrine, sanjay, sanne, santosh, sara, sarah, sascha, sean,
    sebastian, sebastien, serena, sergio, severine, shannon, sharon, shaun, shirley, shreya, shyam,
    sigrid, silke, silvia, simon, simona, simone, sita, sjoerd, slawomir, sneha, sofia, solange,
    sonia, sophie, soren, stacey, stanislaw, stefan, stefania, stefanie, stefano, stephane,
    stephanie, stephen, steven, stig, stijn, stuart, sunil, sunita, suresh, susan, susana, susanne,
    suzanne, sven, swati, sylvain, sylvie, sylwia, szymon, tadeusz, tanja, tatiana, teodoro,
    teresa, terry, teun, thais, theresa, therese, thiago, thibault, thierry, thijs, thomas,
    thorsten, tim, timo, timothy, tina, tiziana, tobias, todd, tom, tomas, tomasz, torsten, tove,
    tracey, trevor, tuula, tyler, ulf, ulrich, ulrike, umberto, ursula, urszula, usha, ute, uwe,
    valdir, valentin, valentina, valeria, valerie, vanda, vanessa, varun, veronica, veronique,
    vicente, victor, vijay, vikas, vikram, ville, vincent, vincenzo, vinod, virginie, vitor,
    vitoria, vittorio, vivek, volker, wagner, walter, wanda, wayne, wendy, werner, wieslaw,
    wilhelmina, willem, william, wioletta, wojciech, wolfgang, wouter, xavier, yann, yash, yolanda,
    yuri, yves, yvette, yvonne, zachary, zbigniew, zdzislaw, zoe, zofia,
    abigail, adelaide, aiden, aisha, albane, alexandre, alexis, alina, allison, amal, amina, amir,
    anastasia, anton, aoife, archie, ariana, arianna, armando, arne, asha, ashton, ava, avery,
    aylin, ayse, becky, benedikt, bettina, bilal, blanca, boris, brendan, bridget, caitlin,
    callum, calum, cara, carina, carla, carlotta, casimir, catalina, cedric, celia, chad, chandra,
    charlotte, chen, chiamaka, chidi, ciara, cillian, clemence, cody, colette, connor, corentin,
    cormac, cyrus, dana, danil, dante, darren, declan, deirdre, desmond, devon, dilip, dmitri,
    dolores, dominic, dorian, eamon, ebru, edgar, edith, edmund, edwin, efe, eileen, elaine,
    elias, elijah, elin, elinor, elisabeth, elliot, eloise, elsa, elsie, elvira, emanuela, emir,
    emre, erica, ernesto, esra, ester, ezra, fabienne, farah, fatima, fatma, felicia, felicity,
    fergus, finlay, fiona, fiorella, francine, freddie, freya, frida, frieda, gael, gavin,
    georgina, gerardo, gertrud, giada, ginevra, gino, giselle, goran, greta, gudrun, guido, hamza,
    harriet, harrison, haruto, hasan, hassan, hedwig, henriette, hilary, hilda, hubert, ibrahim,
    ignatius, ilona, imogen, imran, inga, ingo, irina, irma, isaac, ismael, ivana, ivo, jacinta,
    jakob, jamal, jamila, janek, jannik, jared, jasmin, jasmine, jayden, jenna, joel, jon, jonas,
    jorgen, josefine, josh, jules, juliane, julius, kai, karim, kasia, kasper, keira, keisha,
    kelvin, kendra, kerstin, keziah, khalid, kieran, kirsty, konrad, konstantin, kristen,
    kristian, kristin, kristina, kristof, lachlan, laila, lara, latifa, layla, leila, lennart,
    leonie, leopold, lila, lilian, liliana, lilly, linus, lois, lorna, lorraine, lotta, louisa,
    ludmila, lydia, lyra, mabel, maddison, madeleine, maeve, maja, malik, malin, mandy, mara,
    maren, margot, mariam, marian, marisa, marit, marjorie, marlon, maryam, matilda, matilde,
    mats, mattias, maximilian, maya, mehmet, meike, melinda, mia, mila, milan, milena, milo, mina,
    mira, mohamed, mona, mustafa, myriam, nadia, najib, natasha, nathaniel, ngozi, niamh, nico,
    nicolai, nikola, nikolai, noor, nora, oisin, olga, omar, ondrej, orla, ottilie, otto, ozan,
    padraig, patrik, pauline, penelope, percy, phoebe, pippa, priyanka, quentin, quinn, raj,
    rania, rashid, reece, reinhard, renee, rhys, rian, ritchie, roisin, romy, ronan, rory,
    rosalie, rosalind, rosemary, roxana, ruairi, rupert, sadie, salma, samir, samira, sana,
    saoirse, saskia, selma, shane, shanice, sheila, shelby, sienna, silas, sinead, siobhan,
    solveig, sonja, stephan, stewart, svenja, tamara, tania, tara, tariq, tatjana, tess, thea,
    theo, theodor, theodore, thorben, tilda, tilman, tomoko, toni, tristan, vera, verena, viktor,
    viktoria, vivian, vivienne, wilhelm, wilma, xaver, xenia, yannick, yara, yasmin, yasmine,
    yuki, yusuf, zack, zainab, zara, zeynep, zuzanna
    """
}
