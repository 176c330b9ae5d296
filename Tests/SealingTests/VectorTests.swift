import Crypto
import Foundation
import Testing

@testable import Sealing

/// The published vectors of the primitives, through the code that uses them.
@Suite struct VectorTests {
  /// RFC 7914, section 12; the first 32 of 64 bytes, which PBKDF2 makes first.
  @Test(arguments: [
    (
      "", "", KeyDerivation(costExponent: 4, blockSize: 1, parallelism: 1),
      "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
    ),
    (
      "password", "NaCl", KeyDerivation(costExponent: 10, blockSize: 8, parallelism: 16),
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
    ),
  ])
  func `scrypt gives the keys of RFC 7914`(
    password: String, salt: String, derivation: KeyDerivation, expected: String
  ) throws {
    let key = try derivation.deriveKey(from: Passphrase(password), salt: Array(salt.utf8))
    #expect(key.rawBytes == bytes(expected))
  }

  /// RFC 5869, appendix A.3: no salt, no info.
  @Test func `a subkey is the HKDF of RFC 5869`() {
    let key = SymmetricKey(data: [UInt8](repeating: 0x0b, count: 22))
    #expect(
      key.derived(for: "").rawBytes
        == bytes("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"))
  }

  /// RFC 8032, section 7.1, test 1.
  @Test func `a seed gives the key and the signature of RFC 8032`() throws {
    let key = try SigningKey(
      seed: bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    #expect(
      key.verificationKey.bytes
        == bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
    let signature = bytes(
      """
      e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac
      c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
      """)
    #expect(key.key.publicKey.isValidSignature(signature, for: [UInt8]()))
    #expect(Array(try key.key.signature(for: [UInt8]())) == signature)
  }

  /// RFC 7748, section 6.1.
  @Test func `a private key gives the public key of RFC 7748`() throws {
    let key = try UnwrappingKey(
      raw: bytes("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"))
    #expect(
      key.wrappingKey.bytes
        == bytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"))
  }

  /// FIPS 180-4, the example of one block.
  @Test func `a digest is SHA-256`() {
    #expect(
      Digest256.of(Array("abc".utf8)).hexadecimal
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  /// RFC 4231, test case 2, truncated: the check over a row is an HMAC and nothing else.
  @Test func `a row's check is the HMAC of its canonical bytes`() {
    let key = SymmetricKey(data: Array("Jefe".utf8))
    var writer = ByteWriter()
    writer.append(text: "practice")
    writer.append(text: "ticket")
    writer.append(Int64(7))
    writer.append(Int64(2))
    writer.append(bytes: [1, 2, 3])
    let expected = HMAC<SHA256>.authenticationCode(for: writer.bytes, using: key)
    let code = RowMAC<Practice>(key: key)
      .code(table: "ticket", row: 7, version: 2, columns: [1, 2, 3])
    #expect(code == Array(expected.prefix(16)))
  }
}
