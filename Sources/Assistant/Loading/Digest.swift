import Yams

/// Tells one revision from another; not a signature.
struct Digest {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    state = (state ^ 0xFF) &* 0x100_0000_01B3
  }

  /// Ten hexadecimal digits.
  var text: String {
    let digits = String(state >> 24, radix: 16)
    return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
  }

  /// By content: comments, order of files and indentation change nothing.
  static func of(_ node: Node) -> String {
    var digest = Digest()
    digest.add(node)
    return digest.text
  }

  private mutating func add(_ node: Node) {
    if let scalar = node.scalar {
      add(scalar.string)
    } else if let sequence = node.sequence {
      add("[")
      for item in sequence { add(item) }
      add("]")
    } else if let mapping = node.mapping {
      add("{")
      for (key, value) in mapping {
        add(key)
        add(value)
      }
      add("}")
    }
  }
}
