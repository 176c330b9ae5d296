extension Recogniser {
  /// Names of numbers that are business and not a person's: what follows counts as an identifier
  /// only on firm evidence.
  static let refusal = Recogniser(
    .unexamined,
    from: .phrases(
      .phrases(
        """
        upgrade to, upgraded to, upgrade from, upgraded from, update to, updated to, updated from, downgraded to,
        driver, kernel, patch, sdk, plugin, extension, app version, software, hotfix, installed,
        aktualisiert auf, treiber, mise a jour, passe a la, actualizado a, aggiornato a, zaktualizowano do, bijgewerkt naar,
        atualizado para,
        order, order no, order number, order id, invoice, invoice no, invoice number, sku, ean, gtin, upc,
        isbn, asin, part, part no, part number, article, article no, item, item no, item number, product,
        product code, tracking, tracking number, tracking no, shipment, parcel, ticket, ticket no,
        ticket number, case, case number, reference, ref, version, v, ver, release, build, revision, rev,
        commit, firmware, model, model no, serial, total, amount, price, sum, quantity, qty, error,
        error code, errno, status, timeout, port, took, chrome, safari, firefox, mozilla, edge, opera, webkit,
        applewebkit, android, windows, linux, request id, trace, transaction id, date, dated, expiry, expires, exp,
        bestellung, bestellnummer, bestell nr, auftrag, auftragsnummer, rechnung, rechnungsnummer, artikel,
        artikelnummer, sendungsnummer, vorgang, vorgangsnummer, ihr zeichen, zeichen, aktenzeichen, betrag,
        summe, gesamtbetrag, fehlercode, datum, gultig bis,
        commande, numero de commande, facture, numero de facture, suivi, numero de suivi, votre reference,
        article, produit, montant, code erreur, erreur,
        pedido, numero de pedido, factura, numero de factura, articulo, numero de seguimiento, seguimiento,
        su referencia, referencia, importe, codigo de error,
        ordine, numero d ordine, fattura, numero fattura, articolo, spedizione, numero di tracking,
        vostro riferimento, riferimento, importo, totale, versione,
        zamowienie, numer zamowienia, faktura, numer faktury, przesylka, numer przesylki, artykul, kwota, suma,
        wersja, numer sprawy, nr sprawy, sygnatura,
        bestelling, bestelnummer, factuur, factuurnummer, artikel, zending, track and trace, uw kenmerk, kenmerk,
        bedrag, totaal, versie, foutcode, controlesom,
        fatura, numero da fatura, nota fiscal, rastreio, codigo de rastreio, seu protocolo, protocolo, artigo, valor,
        versao, version, version de, checksum, suma kontrolna, hash, md, sha
        """)),
    evidence: "", misses: ""
  ) { examination, anchor in
    let start = examination.reader.refusedStart(after: anchor.upperBound)
    let end = examination.end(from: start, limit: 48) {
      Byte.isAlphanumeric($0) || $0.isOneOf("-./_:#[]")
    }
    guard end > start, examination.bytes[start..<end].contains(where: Byte.isDigit) else { return }
    examination.refusals.append(start..<end)
  }
}

extension FoldedReader {
  /// Passes over words and marks on the same line.
  fileprivate func refusedStart(after label: Int) -> Int {
    var index = label
    for _ in 0..<4 {
      index = end(from: index, limit: 5) { Byte.isBlank($0) || $0.isOneOf(":=#([\"'-./,") }
      guard let word = RefusalWord.connectors.longestMatch(in: bytes, at: index),
        Connector.ends(byte(word.end))
      else { return index }
      index = word.end
    }
    return index
  }
}

enum RefusalWord {
  static let connectors = PhraseTrie(
    [String].phrases(
      """
      is, s, no, nr, num, number, id, was, ist, lautet, est, es, e, era, foi, was, to, jest, n, o, numero, nummer,
      numer, the, of, code, le, del, de, vom, v, placed on, ean, sku, with
      """
    ).map { ($0, 0) })
}
