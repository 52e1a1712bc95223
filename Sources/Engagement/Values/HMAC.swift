/// HMAC-SHA-256 (RFC 2104): a hash that only a holder of the key can compute.
public enum HMAC {
    /// The code of a message in 64 digits of lower-case hexadecimal.
    public static func hexDigest(of message: [UInt8], key: [UInt8]) -> String {
        let block = 64
        var padded = key
        if padded.count > block {
            let hash = SHA256()
            hash.update(padded)
            padded = hash.digestBytes
        }
        padded += [UInt8](repeating: 0, count: block - padded.count)
        let inner = SHA256()
        inner.update(padded.map { $0 ^ 0x36 })
        inner.update(message)
        let outer = SHA256()
        outer.update(padded.map { $0 ^ 0x5c })
        outer.update(inner.digestBytes)
        return outer.hexDigest
    }
}
