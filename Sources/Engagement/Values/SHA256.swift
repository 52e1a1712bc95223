internal import CDigest

/// A running SHA-256 (FIPS 180-4) over bytes, computed by the system's libcrypto.
///
/// ```swift
/// let hash = SHA256()
/// hash.update(bytes)
/// hash.hexDigest   // "ba7816bf…"
/// ```
public final class SHA256 {
    private let digest: OpaquePointer

    /// The hash of nothing yet.
    public init() {
        // Fails only where the process has no memory left or libcrypto was built without SHA-256.
        guard let digest = cdigest_new() else { preconditionFailure("libcrypto gives no SHA-256") }
        self.digest = digest
    }

    deinit {
        cdigest_free(digest)
    }

    /// Adds bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        cdigest_update(digest, bytes.baseAddress, bytes.count)
    }

    /// Adds bytes.
    public func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The hash of all bytes so far, 32 bytes. More bytes may follow.
    public var digestBytes: [UInt8] {
        var hash = [UInt8](repeating: 0, count: Int(CDIGEST_SIZE))
        guard cdigest_read(digest, &hash) == 1 else { preconditionFailure("libcrypto gives no SHA-256") }
        return hash
    }

    /// The hash of all bytes so far: 64 digits of lower-case hexadecimal. More bytes may follow.
    public var hexDigest: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digestBytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
