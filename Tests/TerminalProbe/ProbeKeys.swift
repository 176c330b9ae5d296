import Canvas
import Glibc
import Terminal
import Text

/// What each key of the probe does.
@MainActor
struct ProbeKeys {
  let model: ProbeModel
  let loop: EventLoop
  let session: TerminalSession

  func handle(_ event: TerminalEvent) {
    switch event {
    case .input(.key(let press)):
      note(press.name)
      perform(press.name)
    case .input(.paste(let text)):
      note("paste of \(text.string.utf8.count)")
    case .input(let other):
      note(String(describing: other))
    case .resized:
      note("resized")
    case .alarm:
      model.alarmAt = nil
      note("alarm")
    case .suspendRequested:
      model.isRevealed = false
      loop.suspend()
    case .resumed:
      model.resumeCount += 1
    }
  }

  private func note(_ event: String) {
    model.lastEvent = event
    model.eventCount += 1
  }

  private func perform(_ key: String) {
    switch key {
    case "q": loop.stop()
    case "ctrl-z":
      model.isRevealed = false
      loop.suspend()
    case "ctrl-l": loop.redraw()
    case "r": model.isRevealed = true
    case "m": model.isRevealed = false
    case "v": model.memoryFinding = "holds \(Canary.occurrences())"
    case "l": session.theme = .probeLight
    case "y": session.reportsMouse.toggle()
    case "k": Task { await tick() }
    case "t": model.alarmAt = .now.advanced(by: .milliseconds(20))
    case "g": model.frameSeed += 1
    case "n": Task { await changeSilently() }
    case "p":
      print("a stray print")
      complain("a stray error\n")
    default: ProbeCrash(rawValue: key)?.happen()
    }
  }

  /// Changes the model as a background task does, with no key in between.
  private func tick() async {
    for _ in 0..<5 {
      try? await Task.sleep(for: .milliseconds(5))
      model.ticks += 1
    }
  }
}

extension ProbeKeys {
  /// Changes what no observer sees, and asks for a frame from another thread.
  private func changeSilently() async {
    await sleep()
    model.silent += 1
    let loop = loop
    await Task.detached { loop.setNeedsDisplay() }.value
  }

  /// Long enough for the frame that answers the key.
  private func sleep() async {
    try? await Task.sleep(for: .milliseconds(50))
  }
}

/// The ways to die.
enum ProbeCrash: String {
  case fatalError = "f"
  case abort = "a"
  case segmentationFault = "s"
  case arrayIndex = "i"
  case stackOverflow = "o"
  case otherThread = "b"
  case exit = "e"
  case hang = "h"

  func happen() {
    switch self {
    case .fatalError: Swift.fatalError("the probe was asked to")
    case .abort: Glibc.abort()
    case .segmentationFault: kill(getpid(), SIGSEGV)
    case .arrayIndex: print([1, 2, 3][Int(getpid())])
    case .stackOverflow: print(Self.sink(Int(getpid())))
    case .otherThread: Task.detached { Swift.fatalError("the probe was asked to, elsewhere") }
    case .exit: Glibc.exit(3)
    case .hang: while true { pause() }
    }
  }

  private static func sink(_ depth: Int) -> Int {
    depth == 0 ? 0 : sink(depth + 1) &+ sink(depth + 2)
  }
}

extension Theme {
  /// Another theme than the default, so that a switch can be seen.
  static let probeLight: Theme = {
    var palette = Theme.darkPalette
    palette["background"] = "#ffffff 231 white"
    palette["text"] = "#000000 16 black"
    return
      (try? Theme(
        name: "light", palette: palette, roles: Theme.darkRoles, surfaces: Theme.darkSurfaces))
      ?? .dark
  }()
}
