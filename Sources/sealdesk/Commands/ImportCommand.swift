import ArgumentParser
import Audit
import Channels
import Foundation
import Sealing
import Terminal
import Tickets

/// Brings mail in from files.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Brings tickets in from files.", subcommands: [Mail.self])

  struct Mail: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reads an mbox, a Maildir, a message or a folder of messages.",
      discussion: """
        Mail that was imported or delivered before is passed over, so that an import can be run \
        again. What cannot be parsed is kept whole, sealed, in a ticket of its own.
        """)

    @OptionGroup var options: WorkspaceOptions

    @Argument(help: "Where the mail is.", completion: .file())
    var path: String

    @Flag(help: "Prints the counts as JSON.")
    var json = false

    func execute(on main: MainLoop) async throws {
      let parts = try await DeskParts<Live>.open(options)
      defer { parts.close() }
      guard parts.user.role.capabilities.contains(.importTickets) else {
        throw CommandFailure(.notAllowed, "Only a supervisor imports.")
      }
      var container = try Self.container(at: path)
      let filer = try parts.mailFiler()
      var counts = Counts()
      var progress = Progress(totalByteCount: container.totalByteCount)
      while let item = container.next() {
        await counts.take(item, with: filer)
        progress.show(container.readByteCount, messages: counts.messages)
      }
      progress.finish()
      var event = AuditEvent(.importMail)
      event.count = counts.messages
      _ = try await parts.log.record(event)
      StandardOutput.print(json ? try JSONLine.encode(counts) : counts.sentence)
      guard counts.rejected == 0 else {
        throw CommandFailure(
          .badData,
          "Some messages could not be read or kept (places above); everything else is in.")
      }
    }

    private static func container(at path: String) throws -> MailContainer {
      do {
        return try MailContainer(at: URL(filePath: path))
      } catch MailContainerError.notMail {
        throw CommandFailure(.badData, "This is no mbox, Maildir or message. Nothing was changed.")
      } catch {
        throw CommandFailure(.unavailable, "The mail cannot be read. Nothing was changed.")
      }
    }
  }

  /// What became of the messages.
  struct Counts: Encodable {
    var messages = 0
    var opened = 0
    var added = 0
    var duplicates = 0
    var unparsed = 0
    var rejected = 0

    mutating func take(_ item: MailItem, with filer: MailFiler<Live>) async {
      messages += 1
      do {
        switch try await filer.file(item.content.get(), receivedAt: nil) {
        case .opened: opened += 1
        case .added: added += 1
        case .duplicate: duplicates += 1
        case .keptUnparsed: unparsed += 1
        }
      } catch {
        rejected += 1
        let place = item.position
        StandardError.write(
          "file \(place.fileIndex + 1), byte \(place.byteOffset): not imported\n")
      }
    }

    var sentence: String {
      "\(messages) messages: \(opened) new tickets, \(added) added to tickets, "
        + "\(duplicates) here already, \(unparsed) kept unparsed, \(rejected) rejected"
    }
  }

  /// A line on standard error, where that is a terminal.
  struct Progress {
    let totalByteCount: Int
    private let started = ContinuousClock.now
    private let isShown = isatty(STDERR_FILENO) == 1
    private var last = ContinuousClock.now

    init(totalByteCount: Int) {
      self.totalByteCount = totalByteCount
    }

    mutating func show(_ byteCount: Int, messages: Int) {
      guard isShown, last.duration(to: .now) > .milliseconds(200) else { return }
      last = .now
      let share = totalByteCount == 0 ? 100 : byteCount * 100 / totalByteCount
      let seconds = max(1, started.duration(to: .now).components.seconds)
      StandardError.write(
        "\r\(share) %  \(messages) messages, \(messages / Int(seconds)) a second ")
    }

    func finish() {
      if isShown { StandardError.write("\r\u{1B}[K") }
    }
  }
}
