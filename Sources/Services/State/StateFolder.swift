import Configuration
import Glibc

/// The folder of what the program keeps from one start to the next; nothing of it is a setting.
public struct StateFolder: Sendable, Equatable {
    public let path: String

    /// - Parameters:
    ///   - path: the folder that `--state` names; nil: `$XDG_STATE_HOME/clairvoix`, else `~/.local/state/clairvoix`.
    ///   - environment: a variable's value, by its name.
    public init(path: String?, environment: (String) -> String?) {
        if let path {
            self.path = path
        } else if let place = environment("XDG_STATE_HOME"), place.hasPrefix("/") {
            self.path = place + "/clairvoix"
        } else {
            self.path = (environment("HOME") ?? "") + "/.local/state/clairvoix"
        }
    }

    /// The file of the instance.
    var instanceFile: String { path + "/instance" }

    /// The instance of this installation as a SIP registrar sees it (RFC 5626 §4.1): `urn:uuid:…`, made at the first
    /// start and the same ever after. The file is its owner's alone.
    /// - Throws: where the folder or the file cannot be made.
    public func instanceID() throws(StateProblem) -> String {
        if let known = existingInstanceID { return known }
        try makeFolder()
        let made = InstanceID.random()
        // Written aside and put in its place whole: of two programs that start at one moment both take the same.
        let draft = instanceFile + ".\(getpid())"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StateProblem(path: draft, reason: String(cString: strerror(errno))) }
        defer { unlink(draft) }
        let octets = Array((made + "\n").utf8)
        let isWritten = write(file, octets, octets.count) == octets.count && fsync(file) == 0
        let reason = String(cString: strerror(errno))
        close(file)
        guard isWritten else { throw StateProblem(path: draft, reason: reason) }
        if link(draft, instanceFile) == 0 { return made }
        guard errno == EEXIST else {
            throw StateProblem(path: instanceFile, reason: String(cString: strerror(errno)))
        }
        if let known = existingInstanceID { return known }
        // What stands there is no instance of ours: a broken file is replaced.
        guard rename(draft, instanceFile) == 0 else {
            throw StateProblem(path: instanceFile, reason: String(cString: strerror(errno)))
        }
        return made
    }

    /// The instance where one was made before; nil where there is none, or its file is broken.
    public var existingInstanceID: String? {
        let file = open(instanceFile, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var octets = [UInt8](repeating: 0, count: Limits.instanceOctets)
        let count = read(file, &octets, octets.count)
        guard count > 0 else { return nil }
        let line = octets[..<count].prefix { $0 != UInt8(ascii: "\n") }
        return String(validating: line, as: UTF8.self).flatMap { InstanceID.isValid($0) ? $0 : nil }
    }

    /// Makes the folder where there is none, its owner's alone.
    public func makeFolder() throws(StateProblem) {
        var place = ""
        for part in path.split(separator: "/") {
            place += (place.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
            if mkdir(place, 0o700) != 0, errno != EEXIST {
                throw StateProblem(path: place, reason: String(cString: strerror(errno)))
            }
        }
    }
}

/// What the program keeps cannot be kept.
public struct StateProblem: Error, Sendable, Equatable {
    public var path: String
    /// The system's words.
    public var reason: String
    /// A newer program made it.
    var isNewer = false
    /// A link, a folder, a pipe or a device stands where a file is wanted.
    var isIrregular = false
    /// What else helps than the folder's permissions.
    var obstacle: Obstacle?

    /// What a disk may have against a write.
    enum Obstacle: Sendable, Equatable {
        case full, readOnly

        /// - Parameter reason: the system's words.
        init?(_ reason: String) {
            switch reason {
            case String(cString: strerror(ENOSPC)), String(cString: strerror(EDQUOT)): self = .full
            case String(cString: strerror(EROFS)): self = .readOnly
            default: return nil
            }
        }
    }

    init(path: String, reason: String, obstacle: Obstacle? = nil) {
        self.path = path
        self.reason = reason
        self.obstacle = obstacle ?? Obstacle(reason)
    }

    init(newer path: String) {
        self.init(path: path, reason: "made by a newer program")
        isNewer = true
    }

    /// - Parameter problem: what kept a file from being written.
    init(path: String, _ problem: ConfigurationProblem) {
        let reason = if case .unwritable(let words) = problem.fault { words } else { "no regular file" }
        self.init(path: path, reason: reason)
        isIrregular = problem.fault == .irregular
    }

    public var words: Bilingual {
        if isIrregular {
            return Bilingual(
                "\(path) n'est pas un fichier ordinaire (lien, dossier, tube ou périphérique) ; nommez-en un autre",
                "\(path) is no regular file (a link, a folder, a pipe or a device); name another")
        }
        if isNewer {
            return Bilingual(
                "\(path) vient d'un Clairvoix plus récent ; mettez celui-ci à jour, ou nommez un dossier avec --state",
                "\(path) was made by a newer Clairvoix; update this one, or name another folder with --state")
        }
        switch obstacle {
        case .full:
            return Bilingual(
                "le disque est plein ; faites de la place, puis recommencez (\(path))",
                "the disk is full; make room, then try again (\(path))")
        case .readOnly:
            return Bilingual(
                "le disque est en lecture seule (\(path)) ; nommez un autre dossier avec --state",
                "the disk is read-only (\(path)); name another folder with --state")
        case nil: break
        }
        return Bilingual(
            "\(path) : \(reason) ; vérifiez les droits du dossier, ou nommez-en un autre avec --state",
            "\(path): \(reason); check the folder's permissions, or name another with --state")
    }
}

/// Names one run of the program.
public enum RunName {
    /// A UUID of version 4 (RFC 4122 §4.4), never given before.
    public static func random() -> String { String(InstanceID.random().dropFirst(9)) }
}

/// A UUID of version 4 as a URN (RFC 4122 §3, §4.4).
enum InstanceID {
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        var octets = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        octets[6] = octets[6] & 0x0f | 0x40
        octets[8] = octets[8] & 0x3f | 0x80
        let digits = octets.map { octet in
            let text = String(octet, radix: 16)
            return text.count == 1 ? "0" + text : text
        }
        let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
        return "urn:uuid:" + groups.joined(separator: "-")
    }

    static func isValid(_ text: String) -> Bool {
        guard text.hasPrefix("urn:uuid:") else { return false }
        let groups = text.dropFirst(9).split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
    }
}
