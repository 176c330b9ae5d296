import Foundation
import Sealing

/// Notices that the keys of an open console were renewed.
///
/// Such a console reads on, but cannot take a new customer in, and whoever sits at it may have been
/// locked out: it has to be unlocked anew.
struct KeyWatch<R: Realm>: Sendable {
  let files: WorkspaceKeyFiles<R>
  let secrets: WorkspaceSecrets<R>

  private static var interval: Duration { .seconds(2) }

  /// Returns once the session's keys are no longer in force; a file that cannot be read is looked at
  /// again.
  @concurrent
  func run() async {
    while (try? await Task.sleep(for: Self.interval)) != nil {
      if (try? files.areInForce(secrets)) == false { return }
    }
  }
}
