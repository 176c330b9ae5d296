import Canvas
import Glibc
import Observation
import Terminal
import Text

/// A console of one screen, with a key for each way in which a terminal can be lost.
@main
struct TerminalProbe {
  static func main() {
    do {
      let end = try MainLoop.run { main in try await run(on: main) }
      exit(end.exitCode)
    } catch let error as TerminalError {
      complain("probe: \(error.message.string)\n")
      exit(error.exitCode)
    } catch {
      exit(70)
    }
  }

  @MainActor
  private static func run(on main: MainLoop) async throws -> LoopEnd {
    var environment: [String: String] = [:]
    for name in ["TERM", "COLORTERM", "NO_COLOR", "PROBE_LOG"] {
      environment[name] = getenv(name).map { String(cString: $0) }
    }
    let session = try TerminalSession(
      TerminalSession.Options(
        environment: environment, logPath: environment["PROBE_LOG"],
        crashNotice: "probe: stopped unexpectedly", forbidsDumps: false))
    defer { session.close() }
    let loop = EventLoop(session)
    let model = ProbeModel()
    let keys = ProbeKeys(model: model, loop: loop, session: session)
    return await loop.run(
      on: main,
      handle: { keys.handle($0) },
      draw: { size in
        withObservationTracking {
          ProbeScreen(model: model, size: size, depth: session.colorDepth).frame()
        } onChange: {
          loop.setNeedsDisplay()
        }
      },
      alarm: { model.alarmAt })
  }
}

/// Writes to standard error.
func complain(_ text: String) {
  let bytes = Array(text.utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}
