import Testing

@testable import Sealing

@Suite struct ByteCodingTests {
  @Test func `what is written is read`() throws {
    var writer = ByteWriter()
    writer.append(UInt8(7))
    writer.append(Int64(-2))
    writer.append(text: "grüße")
    writer.append(bytes: [1, 2])
    writer.append(optional: Int64(5)) { $0.append($1) }
    writer.append(optional: Int64?.none) { $0.append($1) }
    var reader = ByteReader(writer.bytes)
    #expect(try reader.integer(UInt8.self) == 7)
    #expect(try reader.integer(Int64.self) == -2)
    #expect(try reader.text() == "grüße")
    #expect(try reader.counted() == [1, 2])
    #expect(
      try reader.optional { (reader) throws(SealingError) in try reader.integer(Int64.self) } == 5)
    #expect(
      try reader.optional { (reader) throws(SealingError) in try reader.integer(Int64.self) } == nil
    )
    try reader.finish()
  }

  @Test func `lists of fields that differ never share their bytes`() {
    func encoded(_ fields: [String]) -> [UInt8] {
      var writer = ByteWriter()
      for field in fields { writer.append(text: field) }
      return writer.bytes
    }
    #expect(encoded(["ab", "c"]) != encoded(["a", "bc"]))
    #expect(encoded(["ab"]) != encoded(["ab", ""]))
  }

  @Test func `bytes that end too soon are malformed, whatever they promise`() {
    var writer = ByteWriter()
    writer.append(UInt32.max)
    for bytes in [[], [1, 2], writer.bytes] {
      var reader = ByteReader(bytes)
      #expect(throws: SealingError.malformed) { try reader.counted() }
    }
    var short = ByteReader([1])
    #expect(throws: SealingError.malformed) { try short.integer(Int64.self) }
    var text = ByteReader([0, 0, 0, 1, 0xFF])
    #expect(throws: SealingError.malformed) { try text.text() }
    var mark = ByteReader([2])
    #expect(throws: SealingError.malformed) {
      try mark.optional { (reader) throws(SealingError) in try reader.integer(UInt8.self) }
    }
    let left = ByteReader([0])
    #expect(throws: SealingError.malformed) { try left.finish() }
  }
}
