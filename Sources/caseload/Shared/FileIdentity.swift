import Glibc

/// Which regular file on the disk a path leads to, whatever it is called.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let inode: UInt64

    /// The file at the end of any symbolic links; nil where no regular file is there.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}
