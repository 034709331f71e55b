import Glibc

/// The names in a folder, one after the other in no order, `.` and `..` among them: a folder may have more than anybody wants to know, so
/// each reader has its own bound.
public final class FolderNames: Sequence, IteratorProtocol {
    private let listing: OpaquePointer

    /// nil where the folder cannot be read: `errno` tells why.
    public init?(_ path: String) {
        guard let listing = opendir(path) else { return nil }
        self.listing = listing
    }

    deinit { closedir(listing) }

    /// The next name; what of it is no UTF-8 stands as U+FFFD.
    public func next() -> String? {
        guard let entry = readdir(listing) else { return nil }
        return withUnsafeBytes(of: &entry.pointee.d_name) { octets in
            String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
