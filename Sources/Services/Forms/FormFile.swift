import AgentDesk
import CLinux
import Configuration
import Glibc

/// A file that the agent names in a form, read whole and bounded.
public enum FormFile {
    /// - Parameters:
    ///   - path: from "/" on, or from "~/", the agent's own folder, on; anything else is looked for there too.
    ///   - home: the agent's own folder.
    /// - Throws: `unreadableFile` with the system's words, or `tooLargeFile`.
    public static func octets(
        _ path: String, home: String, atMost most: Int = FormLimits.fileOctets
    ) throws(FieldFault) -> [UInt8] {
        let place = path.hasPrefix("/") ? path : home + "/" + (path.hasPrefix("~/") ? String(path.dropFirst(2)) : path)
        // Not blocked by a pipe of that name.
        let file = open(place, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .unreadableFile(String(cString: strerror(errno))) }
        defer { close(file) }
        guard let status = FileStatus(of: file), status.isRegular else {
            throw .unreadableFile(String(cString: strerror(EISDIR)))
        }
        // The kernel's own files are no documents: an environment, with its secrets, would be one.
        guard clinux_is_kernel_file(file) == 0 else { throw .unreadableFile(String(cString: strerror(EISDIR))) }
        guard status.identity.octets <= most else { throw .tooLargeFile(megabytes: most >> 20) }
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadableFile(String(cString: strerror(errno))) }
            if count == 0 { return octets }
            octets += chunk[..<count]
            // It grows while it is read.
            guard octets.count <= most else { throw .tooLargeFile(megabytes: most >> 20) }
        }
    }
}
