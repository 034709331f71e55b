import Glibc
import Services

/// A screen reader that runs on this computer for the one who runs the program.
public enum RunningReader {
    /// Names of processes, as the kernel has them (15 octets at most), and the reader's.
    private static let names = [
        "orca": "Orca", "fenrir": "Fenrir", "brltty": "BRLTTY", "espeakup": "Speakup", "yasr": "yasr", "tdsr": "tdsr",
    ]
    /// Those that read this very terminal come first: the nearer, the surer.
    private static let order = ["tdsr", "yasr", "fenrir", "orca", "espeakup", "brltty"]

    /// Which reader's name is among these names of processes; of several, the one that is nearest to a terminal.
    public static func among(_ commands: some Sequence<String>) -> String? {
        let known = Set(commands.prefix(Limits.processes))
        return order.first(where: known.contains).flatMap { names[$0] }
    }

    /// The reader that runs: this program's own ancestors first, then the user's processes and the system's services.
    public static func found() -> String? { among(ancestors()) ?? among(processes()) }

    /// Whether a reader says what is on the screen. BRLTTY writes it in braille: whoever reads by it hears our own voice.
    static func speaks(_ reader: String?) -> Bool { reader.map { $0 != names["brltty"] } ?? false }

    /// The names of the processes that this one was started from.
    private static func ancestors() -> [String] {
        var found: [String] = []
        var process = getppid()
        while process > 1, found.count < Limits.ancestors {
            guard let status = text("/proc/\(process)/status") else { break }
            found += command("\(process)")
            let parent = status.split(separator: "\n").first { $0.hasPrefix("PPid:") }
            guard let next = parent.flatMap({ Int32($0.dropFirst(5).filter(\.isNumber)) }) else { break }
            process = next
        }
        return found
    }

    /// Processes of this user, and of the system's administrator: the readers of the consoles are services.
    private static func processes() -> [String] {
        guard let names = FolderNames("/proc") else { return [] }
        var found: [String] = []
        while found.count < Limits.processes, let name = names.next() {
            guard name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { continue }
            var status = stat()
            guard stat("/proc/\(name)", &status) == 0, status.st_uid == getuid() || status.st_uid == 0 else { continue }
            found += command(name)
        }
        return found
    }

    /// The process's name; a reader that is a script has it in its command line.
    private static func command(_ process: String) -> [String] {
        guard let command = text("/proc/\(process)/comm") else { return [] }
        var names = [String(command.prefix { $0 != "\n" })]
        if names[0].hasPrefix("python"), let line = text("/proc/\(process)/cmdline") {
            let script = line.split(separator: "\0").dropFirst().first { !$0.hasPrefix("-") }
            if let name = script?.split(separator: "/").last { names.append(String(name)) }
        }
        return names
    }

    private static func text(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var octets = [UInt8](repeating: 0, count: 4_096)
        let count = read(file, &octets, octets.count)
        return count > 0 ? String(decoding: octets[..<count], as: UTF8.self) : nil
    }
}
