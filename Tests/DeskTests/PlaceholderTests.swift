import Desk
import DeskFixtures
import Masking
import Sealing
import Testing
import Text
import TicketStore
import Tickets

struct PlaceholderTests {
  @Test(
    arguments: [
      ("Mara Okafor", "Mara"), ("Mara", "Mara"), ("Ana María del Pilar Ruiz", "Ana"),
      ("Okafor, Mara", "Mara"), ("Okafor,Mara Ines", "Mara"), ("Okafor,", "Okafor,"),
      ("  Mara  Okafor ", "Mara"), ("Élise Lambert", "Élise"), ("J. R. Hartley", "J. R. Hartley"),
      ("Dr. Mara Okafor", "Dr. Mara Okafor"), ("佐藤 花子", "佐藤 花子"), ("김민수", "김민수"),
      ("さくら ももこ", "さくら ももこ"), ("Олена Шевченко", "Олена"), ("", ""),
    ])
  func `a given name is the part one greets with`(name: String, given: String) {
    let bytes = Array(name.utf8)
    let range = PlaceholderValues<Practice>.Part.givenName.range(in: bytes.span)
    #expect(String(decoding: bytes[range], as: UTF8.self) == given)
    #expect(PlaceholderValues<Practice>.Part.whole.range(in: bytes.span) == bytes.indices)
  }

  private func preview(
    _ text: SanitizedText, of customer: Customer = .mara
  ) async throws -> (shown: String, ticket: TicketID) {
    let place = try Workspace<Practice>().place(of: "ben")
    let ticket = try await place.ticket(of: customer, saying: "Hello")
    let shown = try await place.desk().preview(.reply(text), for: ticket)
    return (shown.screenForm.string, ticket)
  }

  @Test(
    arguments: [
      ("{{customer.name}}", "‹name 1›"), ("{{customer.first_name}}", "‹name 1›"),
      ("{{customer.email}}", "‹email 1›"), ("{{customer.phone}}", "‹phone 1›"),
      ("{{agent.name}}", "ben"), ("{{workspace.name}}", "Lantern Tea"),
      ("{{parcel|your parcel}}", "your parcel"), ("{{parcel}}", "{{parcel}}"),
    ] as [(SanitizedText, String)])
  func `words are filled in and identifiers stay tokens`(
    placeholder: SanitizedText, shown: String
  ) async throws {
    #expect(try await preview(placeholder).shown == shown)
  }

  @Test func `the ticket's number stands for itself`() async throws {
    let (shown, ticket) = try await preview("{{ticket.number}}")
    #expect(shown == "#\(ticket.rawValue)")
  }

  @Test func `what is unknown falls back`() async throws {
    #expect(
      try await preview("{{customer.phone|your phone}}", of: .jonas).shown == "your phone")
  }
}
