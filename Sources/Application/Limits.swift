/// The bounds of the program's own queues and files.
public enum Limits {
    /// Seconds within which a directory's reading begins: thousands of agents come in at the same minute.
    static let directoryJitterSeconds: UInt32 = 20
    /// Seconds until the forms of a server are read again: forms change seldom; and where it did not answer, within the hour.
    static let formDaySeconds: UInt32 = 86_400
    static let formRetrySeconds: UInt32 = 3_600
    /// Letters waiting for the main loop.
    public static let waitingLetters = 4_096
    /// Things waiting to be kept on disk.
    public static let waitingForDisk = 256
    /// Seconds that the last of them may take at the end.
    public static let diskSeconds = 5
    /// The last moment that a kept line may name: in the year 9999.
    public static let wallSeconds = 253_370_764_800
    /// The longest call that a kept line may tell: a hundred days.
    public static let callSeconds = 8_640_000
    /// Calls that a search on the command line prints: all of a year's that anybody reads.
    public static let printedCalls = 1_000
    /// Engine commands that wait while the engine starts.
    public static let earlyCommands = 256
    /// Connections to the control socket at one time.
    public static let controlConnections = 16
    /// Octets of one line of the control protocol.
    public static let controlLineOctets = 65_536
    /// Octets waiting to be written to one control connection; a reader that takes nothing is cut off.
    public static let controlUnsentOctets = 1 << 20
    /// Devices that calls ring on.
    public static let ringDevices = 4
    /// Runs of one program for call events that wait for the run before: three calls from their beginning to their end.
    public static let waitingForHook = 16
    /// Seconds that one run may take: it writes a line, or asks a server; then it is killed with all that it started.
    public static let hookSeconds = 10
    /// Seconds within which a program that opens a page tells that it cannot: a browser that is not running yet may stay.
    public static let openerSeconds = 10
    /// Programs that open pages and may still fail.
    public static let openers = 16
    /// Programs that opened pages well and stay, a thread each.
    public static let stayingOpeners = 64
    /// Octets of a file given to `sip-check`.
    public static let checkedFileOctets = 65_535
    /// Octets of Linphone's settings that are imported: the bound of the XML reader.
    public static let linphoneOctets = 65_536
    /// Octets of a file of the system's that a bundle of diagnostics takes in.
    public static let systemFileOctets = 65_536
    /// Octets of a trace given to `--replay`.
    public static let traceOctets = 256 << 20
    /// Seconds that ending calls and registrations may take.
    public static let shutDownSeconds = 3
    /// Seconds that the settings before have to register a line, when new ones could not.
    public static let registrationTrialSeconds = 10
    /// Processes looked at for a screen reader: more than any desktop has.
    public static let processes = 8_192
    /// Processes between this one and the first.
    public static let ancestors = 64
    /// Records that the practice connector looks back on: nobody tries more.
    static let practiceIncidents = 1_000
}
