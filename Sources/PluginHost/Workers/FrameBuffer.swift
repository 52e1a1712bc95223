/// What has come through a pipe and is no whole message yet.
struct FrameBuffer {
    private var received: [UInt8] = []

    /// Adds what has come and takes out the messages that are whole now.
    ///
    /// - Parameter read: Reads the content of one; nil for what is no message.
    /// - Returns: nil where something came that is no message of this program.
    mutating func take<Message>(
        _ part: some Collection<UInt8>, read: (UnsafeRawBufferPointer) -> Message?
    ) -> [Message]? {
        received.append(contentsOf: part)
        var messages: [Message] = []
        var position = 0
        while received.count - position >= 4 {
            let length = received.withUnsafeBytes {
                Int($0.loadUnaligned(fromByteOffset: position, as: UInt32.self))
            }
            guard length <= WorkerMessage.sizeLimit else { return nil }
            guard received.count - position - 4 >= length else { break }
            let message = received.withUnsafeBytes { bytes in
                read(UnsafeRawBufferPointer(rebasing: bytes[position + 4..<position + 4 + length]))
            }
            guard let message else { return nil }
            messages.append(message)
            position += 4 + length
        }
        received.removeFirst(position)
        return messages
    }

    /// Forgets what is no whole message: whoever sent it is gone.
    mutating func clear() { received = [] }
}
