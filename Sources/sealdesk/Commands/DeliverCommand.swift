import ArgumentParser
import Channels
import Foundation
import Glibc
import Sealing
import TicketStore

/// Takes one message from the mail system.
struct DeliverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliver", abstract: "Takes one message from standard input.",
    discussion: """
      For the mail system's delivery pipe. The message is sealed to the workspace's intake key, \
      which needs no passphrase and cannot read it back; the next unlocked console files it. \
      EXTENSION names a queue or a ticket. Exit code 75 asks the mail system to try again later.
      """)

  @Option(name: .long, help: "The workspace's directory.", completion: .directory)
  var workspace: String?

  func run() throws {
    var options = WorkspaceOptions()
    options.workspace = workspace
    let directory = options.directory
    let message = try Self.readMessage()
    do {
      let key = try IntakePublicKey<Live>(in: directory)
      let writer = try IntakeWriter(in: directory)
      _ = try writer.append(
        sealed: key.seal(IntakeEnvelope(message: message, environment: Self.environment).bytes),
        receivedAt: Date())
    } catch {
      // Whatever it was, the mail system still has the message and should keep it.
      let cause = CommandFailure(error)?.sentence ?? "The workspace is not available."
      throw CommandFailure(.tryAgain, cause + " The message was left with the mail system.")
    }
  }

  private static func readMessage() throws -> [UInt8] {
    do {
      return try DeliveryInput.read(from: STDIN_FILENO)
    } catch .empty {
      throw CommandFailure(.badData, "There was no message on standard input.")
    } catch .tooLarge {
      throw CommandFailure(.badData, "The message is longer than 64 MB and was not taken.")
    } catch .unreadable {
      throw CommandFailure(
        .tryAgain, "The message broke off. It was left with the mail system.")
    }
  }

  private static var environment: String? {
    ProcessInfo.processInfo.environment["EXTENSION"]
  }
}
