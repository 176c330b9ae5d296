import Dispatch
import Glibc

/// Whether somebody asked a long command to stop, by ^C or a signal to terminate: it does so where
/// nothing is left half done.
@MainActor
final class Interruption {
  private(set) var isRaised = false
  private var sources: [any DispatchSourceSignal] = []

  /// Takes the signals from now on, until it is let go.
  init() {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
      source.setEventHandler { [weak self] in
        MainActor.assumeIsolated { self?.isRaised = true }
      }
      source.activate()
      sources.append(source)
    }
  }

  /// Lets what has come in be heard.
  func settle() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.main.async { continuation.resume() }
    }
  }
}
