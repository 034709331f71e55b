import Glibc

/// Takes a folder away with all that is in it, however deep a program under test made it: inner folders are moved up until none has
/// another in it, so that neither paths nor calls grow with their depth. Links are taken away, never followed.
struct FolderRemoval {
    private let top: Int32
    private var moved = 0
    private var left = Limits.removals

    /// - Returns: false where something is left, with errno.
    static func remove(_ path: String) -> Bool {
        if unlink(path) == 0 || errno == ENOENT { return true }
        guard errno == EISDIR || errno == EPERM else { return false }
        _ = fchmodat(AT_FDCWD, path, 0o700, AT_SYMLINK_NOFOLLOW)
        let top = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard top >= 0 else { return false }
        defer { close(top) }
        var removal = FolderRemoval(top: top)
        guard removal.empty() else { return false }
        return rmdir(path) == 0
    }

    private init(top: Int32) { self.top = top }

    private mutating func empty() -> Bool {
        while true {
            let names = Self.names(top)
            if names.isEmpty { return true }
            for name in names where !take(name) { return false }
        }
    }

    /// Takes one entry away, and moves up what is in it.
    private mutating func take(_ name: [CChar]) -> Bool {
        guard spend() else { return false }
        if unlinkat(top, name, 0) == 0 || errno == ENOENT { return true }
        _ = fchmodat(top, name, 0o700, AT_SYMLINK_NOFOLLOW)
        let folder = openat(top, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        while true {
            let inner = Self.names(folder)
            if inner.isEmpty { return unlinkat(top, name, AT_REMOVEDIR) == 0 }
            for name in inner where !lift(name, from: folder) { return false }
        }
    }

    private mutating func lift(_ name: [CChar], from folder: Int32) -> Bool {
        guard spend() else { return false }
        if unlinkat(folder, name, 0) == 0 || unlinkat(folder, name, AT_REMOVEDIR) == 0 { return true }
        // A folder that is moved is written to: its own place is in it.
        _ = fchmodat(folder, name, 0o700, AT_SYMLINK_NOFOLLOW)
        for _ in 0..<Limits.entries {
            moved += 1
            if renameat(folder, name, top, ".moved-\(moved)") == 0 { return true }
            guard errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR else { return false }
        }
        return false
    }

    private mutating func spend() -> Bool {
        left -= 1
        if left < 0 { errno = ENOTEMPTY }
        return left >= 0
    }

    /// As they stand, whatever octets they are of; so many at a time that they can be held.
    private static func names(_ folder: Int32) -> [[CChar]] {
        let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let listing = fdopendir(copy) else {
            if copy >= 0 { close(copy) }
            return []
        }
        defer { closedir(listing) }
        var names: [[CChar]] = []
        while names.count < Limits.entries, let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { octets in
                octets.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
            }
            let dot = CChar(bitPattern: UInt8(ascii: "."))
            if name != [dot, 0], name != [dot, dot, 0] { names.append(name) }
        }
        return names
    }
}
