import Desk
package import Foundation
import Synchronization
import Text
package import ViewModels

/// A console on a fake desk, driven by keys and a clock that only moves when told.
@MainActor
package final class ConsoleHarness {
  package let desk: FakeDesk
  package let console: ConsoleModel
  package private(set) var effects: [ConsoleEffect] = []
  private let time: ManualTime

  package init(_ desk: FakeDesk, keyMap: KeyMap = .standard) {
    self.desk = desk
    let time = ManualTime(now: FakeDesk.noon)
    self.time = time
    let sink = EffectSink()
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    console = ConsoleModel(
      desk: desk, calendar: calendar, now: { time.now }, keyMap: keyMap,
      saveFolder: URL(filePath: "/home/ines/Downloads"),
      checkPassphrase: { $0 == Array("open".utf8) }, effect: { sink.receive($0) })
    sink.receive = { [weak self] in self?.effects.append($0) }
  }

  /// A console that has read its queue and shows the first ticket.
  package static func started(_ desk: FakeDesk) async -> ConsoleHarness {
    let harness = ConsoleHarness(desk)
    harness.console.start()
    await harness.settle()
    return harness
  }

  /// Presses keys as key maps write them, and lets the work they began end.
  package func press(_ notations: String...) async {
    for notation in notations {
      guard let press = KeyPress(notation: notation) else {
        preconditionFailure("there is no key \(notation)")
      }
      console.handle(.key(press))
      await settle()
    }
  }

  /// Types a text letter by letter.
  package func type(_ text: String) async {
    for character in text { console.handle(.key(KeyPress(.character(character)))) }
    await settle()
  }

  package func wait(_ seconds: TimeInterval) async {
    time.now += seconds
    await desk.setNow(time.now)
    console.tick()
    await settle()
  }

  package func settle() async {
    await console.tasks.settle()
    for _ in 0..<20 { await Task.yield() }
    await console.tasks.settle()
  }

  /// Waits until something holds that events of the desk bring about.
  package func until(_ holds: () -> Bool) async -> Bool {
    for _ in 0..<10_000 {
      if holds() { return true }
      await Task.yield()
    }
    return holds()
  }
}

@MainActor
private final class ManualTime {
  var now: Date
  init(now: Date) { self.now = now }
}

@MainActor
private final class EffectSink {
  var receive: (ConsoleEffect) -> Void = { _ in }
}
