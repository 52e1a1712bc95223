internal import CCrypto

/// A running SHA-256 (FIPS 180-4) over bytes, computed by the system's libcrypto.
///
/// ```swift
/// let hash = SHA256()
/// hash.update(bytes)
/// hash.hexDigest   // "ba7816bf…"
/// ```
public final class SHA256 {
    private let context: OpaquePointer

    /// The hash of nothing yet.
    public init() {
        // Both fail only where the process has no memory left or libcrypto was built without SHA-256.
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto gives no SHA-256")
        }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// Adds bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// Adds bytes.
    public func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The hash of all bytes so far: 64 digits of lower-case hexadecimal. More bytes may follow.
    public var hexDigest: String {
        var digest = [UInt8](repeating: 0, count: 32)
        let copy = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(copy) }
        guard EVP_MD_CTX_copy_ex(copy, context) == 1, EVP_DigestFinal_ex(copy, &digest, nil) == 1 else {
            preconditionFailure("libcrypto gives no SHA-256")
        }
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
