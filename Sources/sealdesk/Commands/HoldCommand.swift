import ArgumentParser
import Desk
import Foundation
import Sealing
import Terminal
import Text
import Tickets

/// Customers whose data nobody erases.
struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "Keeps customers' data from being erased; a supervisor may.",
    subcommands: [Add.self, Remove.self, List.self], defaultSubcommand: List.self)

  struct Add: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Holds a customer's data, whoever wants to erase it.")

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "The customer, as in c-12.")
    var customer: String

    @Option(help: "Why: a file number, nothing that names a person.")
    var reason: String

    func execute(on main: MainLoop) async throws {
      guard (1...500).contains(reason.utf8.count) else {
        throw CommandFailure(.usage, "A reason is 1 to 500 bytes long.")
      }
      let parts = try await DeskParts<Live>.open(options)
      defer { parts.close() }
      let customer = try FilterOptions.customer(customer)
      try await parts.erasure.hold(customer, because: reason)
      StandardOutput.print("c-\(customer.rawValue) is held.")
    }
  }

  struct Remove: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "Lets a customer's data go again.")

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "The customer, as in c-12.")
    var customer: String

    func execute(on main: MainLoop) async throws {
      let parts = try await DeskParts<Live>.open(options)
      defer { parts.close() }
      let customer = try FilterOptions.customer(customer)
      try await parts.erasure.release(customer)
      StandardOutput.print("c-\(customer.rawValue) is held no more.")
    }
  }

  struct List: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "Lists who is held, and why.")

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Prints JSON lines.")
    var json = false

    func execute(on main: MainLoop) async throws {
      let parts = try await DeskParts<Live>.open(options)
      defer { parts.close() }
      for hold in try await parts.erasure.holds() {
        let by = parts.colleagues.first { $0.id == hold.actor }?.name.string
        let row = Row(
          customer: hold.customer.rawValue, since: Date(millisecondsSince1970: hold.since),
          by: by ?? "\(hold.actor.rawValue)", reason: hold.reason)
        StandardOutput.print(
          json
            ? try JSONLine.encode(row)
            : "c-\(row.customer)  \(row.since.formatted(.iso8601))  \(row.by)  \(row.printable)")
      }
    }

    private struct Row: Encodable {
      let customer: Int64
      let since: Date
      let by: String
      let reason: String

      /// Without what could drive a terminal.
      var printable: String {
        String(
          String.UnicodeScalarView(
            reason.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) }))
      }
    }
  }
}
