import Observation
import Testing

@testable import Terminal

@MainActor
@Observable
private final class Model {
  var shown = 0
  var hidden = 0
}

@MainActor
struct ObservedDrawTests {
  private let signal = RedrawSignal()
  private let model = Model()

  @Test func `a change of what was drawn asks for a frame, once`() {
    let draw = ObservedDraw(signal: signal)
    #expect(signal.take())
    #expect(draw { model.shown } == 0)
    #expect(!signal.isPending)
    model.hidden += 1
    #expect(!signal.isPending)
    model.shown += 1
    #expect(signal.take())
    model.shown += 1
    #expect(!signal.isPending, "it is drawn again before it counts again")
  }

  @Test func `drawing without a change does not ask for a frame`() {
    let draw = ObservedDraw(signal: signal)
    _ = signal.take()
    for _ in 0..<10 { _ = draw { model.shown } }
    #expect(!signal.isPending)
    model.shown += 1
    #expect(signal.isPending)
  }

  @Test func `only the last draw's properties count`() {
    let draw = ObservedDraw(signal: signal)
    _ = signal.take()
    _ = draw { model.hidden }
    _ = draw { model.shown }
    model.hidden += 1
    #expect(!signal.isPending)
    model.shown += 1
    #expect(signal.isPending)
  }

  @Test func `a change while drawing is not lost`() {
    let draw = ObservedDraw(signal: signal)
    _ = signal.take()
    draw {
      _ = model.shown
      signal.raise()
    }
    #expect(signal.take())
  }
}
