import Channels
import Desk
import Foundation
import Sealing
import Text
import TicketStore
import Tickets

/// What works beside a live console: files what is delivered, hands replies over, wakes tickets.
struct LiveServices {
  let intake: IntakeService<Live>
  let outbox: OutboxService
  let waker: TicketWaker<Live>

  init(parts: DeskParts<Live>, desk: SupportDesk<Live>) throws {
    let mail = parts.configuration.mail
    let address = try mail.deskAddress()
    intake = try parts.intakeService { await desk.notify($0) }
    let secrets = parts.secrets
    outbox = OutboxService(
      repository: parts.store, log: parts.log, key: { try secrets.dataKey(for: $0) },
      approvalKeys: parts.approvalKeys, masker: parts.masker,
      composer: MailComposer(
        address: address.mailbox, bounceAddress: mail.bounceAddress,
        session: desk.session,
        codes: ThreadCodes(domain: address.domain, lookup: secrets.lookupKey),
        suggestionField: mail.suggestionField),
      transport: mail.transport, now: { Date() })
    waker = TicketWaker(repository: parts.store)
  }

  /// Works until cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await intake.run() }
      group.addTask { await outbox.run() }
      group.addTask { await waker.run() }
    }
  }
}

extension DeskParts where R == Live {
  /// Files what was delivered, once.
  func fileWaitingMail() async throws {
    try await intakeService { _ in }.fileAll()
  }

  /// What files delivered mail, and says what it could not.
  fileprivate func intakeService(
    report: @escaping @Sendable (Notice) async -> Void
  ) throws -> IntakeService<Live> {
    IntakeService(
      repository: store, filer: try mailFiler(), opener: secrets.intake, report: report)
  }

  /// What files mail into this workspace.
  func mailFiler() throws -> MailFiler<Live> {
    let mail = configuration.mail
    return MailFiler(
      repository: store,
      own: OwnAddresses([mail.address, mail.bounceAddress?.text].compactMap(\.self)),
      domain: try mail.deskAddress().domain,
      authenticationServer: mail.authenticationServer, masker: masker,
      serviceLevel: configuration.serviceLevel, now: { Date() })
  }
}

extension WorkspaceConfiguration.Mail {
  /// How mail leaves; `nil` where it does not.
  var transport: (any MailTransport)? {
    if let folder {
      return FolderTransport(folder: URL(filePath: folder, directoryHint: .isDirectory))
    }
    guard let sendmail, let command = sendmail.first else { return nil }
    return SendmailTransport(
      command: command, leadingArguments: Array(sendmail.dropFirst()), environment: [:])
  }

  /// The desk's address; where none is set, one that nothing can be sent from (RFC 2606).
  func deskAddress() throws -> (mailbox: MailboxAddress, domain: MailDomain) {
    let written = address ?? "desk@sealdesk.invalid"
    guard let mailbox = MailboxAddress(written),
      let domain = written.split(separator: "@").last.flatMap({ MailDomain(String($0)) })
    else {
      throw CommandFailure(
        .badData, "\(WorkspaceConfiguration.fileName): mail.address is no e-mail address.")
    }
    return (mailbox, domain)
  }
}

/// Brings snoozed tickets back when their time has come.
struct TicketWaker<R: Realm>: Sendable {
  let repository: any TicketRepository<R>

  /// Works until cancelled: a look a minute.
  func run() async {
    repeat {
      for id in (try? await repository.ticketsToWake(at: Date())) ?? [] {
        guard let ticket = try? await repository.ticket(id) else { continue }
        _ = try? await repository.perform(
          .change(id, .wake, expectedVersion: ticket.version, dueAt: ticket.dueAt))
      }
    } while (try? await Task.sleep(for: .seconds(60))) != nil
  }
}
