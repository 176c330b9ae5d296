import Testing

@testable import Terminal

struct FramePacerTests {
  @Test func `frames that no key asked for are held to 60 a second`() {
    var pacer = FramePacer()
    var frames = 0
    for millisecond in 0..<1_000
    where pacer.admits(at: start.advanced(by: .milliseconds(millisecond))) {
      frames += 1
    }
    #expect((58...60).contains(frames))
  }

  @Test func `the first frame is due at once, the next at its deadline`() throws {
    var pacer = FramePacer()
    #expect(pacer.deadline == nil)
    let admitted = [pacer.admits(at: start), pacer.admits(at: start)]
    #expect(admitted == [true, false])
    let deadline = try #require(pacer.deadline)
    #expect(deadline == start.advanced(by: FramePacer.interval))
    let isDue = pacer.admits(at: deadline)
    #expect(isDue)
  }

  @Test func `what must leave the screen does not wait`() {
    var pacer = FramePacer()
    _ = pacer.admits(at: start)
    pacer.hurry()
    let isDue = pacer.admits(at: start)
    #expect(isDue)
  }

  @Test func `two frames follow a key at once, and no third`() {
    var pacer = FramePacer()
    _ = pacer.admits(at: start)
    pacer.answeredKey()
    #expect(pacer.deadline == nil)
    let admitted = (0..<3).map { _ in pacer.admits(at: start) }
    #expect(admitted == [true, true, false])
    #expect(pacer.deadline == start.advanced(by: FramePacer.interval))
  }
}
