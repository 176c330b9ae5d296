package import Desk
import Foundation
package import Sealing
import Text

/// Files what was delivered, while a console is unlocked.
package struct IntakeService<R: Realm>: Sendable {
  let repository: any TicketRepository<R>
  let filer: MailFiler<R>
  let opener: IntakePrivateKey<R>
  let report: @Sendable (Notice) async -> Void

  /// A mail that could not be filed is tried again after so long.
  static var lease: Duration { .seconds(60) }
  /// After so many attempts a mail is kept whole instead of being parsed once more.
  static var attemptLimit: Int { 3 }

  /// `report` tells the person at the console what could not be filed.
  package init(
    repository: any TicketRepository<R>, filer: MailFiler<R>, opener: IntakePrivateKey<R>,
    report: @escaping @Sendable (Notice) async -> Void
  ) {
    self.repository = repository
    self.filer = filer
    self.opener = opener
    self.report = report
  }

  /// Works until cancelled: once at the start, then whenever something was delivered.
  package func run() async {
    await repository.keepWorking(on: .intake) {
      await fileAll()
      let isEmpty = (try? await repository.intakeCount()) == 0
      return isEmpty ? nil : Self.lease
    }
  }

  /// Files everything that waits; what cannot be filed now stays, and does not hold up the rest.
  package func fileAll() async {
    while !Task.isCancelled,
      let mail = try? await repository.claimIntake(lease: Self.lease)
    {
      do {
        try await file(mail)
      } catch RepositoryError.notFound {
        // Another console has filed it in the meantime.
      } catch {
        guard mail.attempts == 1 else { continue }
        await report(
          Notice(
            .failure,
            "A delivered message could not be filed. It is kept, sealed, and will be tried again."))
      }
    }
  }

  private func file(_ mail: IntakeMail) async throws {
    let envelope = IntakeEnvelope(bytes: try opener.open(mail.sealed))
    guard mail.attempts <= Self.attemptLimit else {
      try await filer.keep(envelope.message, receivedAt: mail.receivedAt, finishing: mail.id)
      return
    }
    try await filer.file(
      envelope.message, receivedAt: mail.receivedAt,
      deliveryExtension: envelope.environment.flatMap(DeliveryExtension.init(environmentValue:)),
      finishing: mail.id)
  }
}
