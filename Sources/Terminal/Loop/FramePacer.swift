/// Decides when a frame may be drawn.
///
/// A key is answered at once. Frames that no key asked for keep a distance from each other, but not
/// from those that a key asked for: what a key set going may follow at once.
struct FramePacer {
  typealias Instant = ContinuousClock.Instant

  /// The least time between frames that no key asked for: 60 a second.
  static let interval = Duration.nanoseconds(16_666_667)

  /// How many frames may follow a key at once: what it opened, and what was found for that.
  static let followerCount = 2

  private var next: Instant?
  private var followersLeft = 0

  /// When a pending frame is due; nil for at once.
  var deadline: Instant? { followersLeft > 0 ? nil : next }

  /// Whether a frame that no key asked for may be drawn now; if so, the next one has to wait.
  mutating func admits(at now: Instant) -> Bool {
    if followersLeft > 0 {
      followersLeft -= 1
    } else if let next, now < next {
      return false
    }
    next = now.advanced(by: Self.interval)
    return true
  }

  /// A key was answered: what it set going follows at once.
  mutating func answeredKey() {
    followersLeft = Self.followerCount
  }

  /// Lets the next frame through at once.
  mutating func hurry() {
    next = nil
  }
}
