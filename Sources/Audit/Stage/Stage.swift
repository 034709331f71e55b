import Configuration
import Scenarios
import Time

/// The world of one scenario: the real program on a terminal of its own, its far ends, its network, and what was recorded.
///
/// Confined to the thread that runs the scenario. Judges are extensions, one an area of steps; they look only at what
/// the program did to the world, and at its transcript to know where to look.
final class Stage {
    /// Of the script: names of keys and pages are in it.
    let language: SettingLanguage
    /// The program under test.
    let program: String
    /// A deliberate fault that is switched on in it.
    let fault: String?
    /// Private to this scenario: configuration, state, recording, transcript.
    let folder: String
    /// Private to this scenario: sockets.
    let runtime: String
    let exchange: Exchange
    let peers: Peers
    /// Where the program sends incident forms.
    let records: RecordServer
    var launch: Launch
    /// nil before the program is started.
    var terminal: PseudoTerminal?
    var screen: VirtualScreen
    var recording: HeadsetRecording
    var transcript: SpokenTranscript
    var reader: SpeakingReader?
    /// BRLTTY's, from its first key on.
    var braille: BRLTTYDisplay?
    /// nil: the voice has none of its own.
    var voiceDevice: UnpluggableFile?
    /// Starts so far: each has its own recording and transcript.
    var starts = 0
    /// The last thing that was done, and the first of its block: the acts between two judgements.
    var act: Moment?
    var block: Moment?
    /// The screen before the first call that is still there came.
    var beforeCall: ScreenImage?
    /// The sooner acts of a block are over: the next act begins a new one.
    var isBlockOver = true
    var keysPressed = 0
    /// Gets what the program writes to its terminal, where somebody looks at it.
    var mirror: (([UInt8]) -> Void)?
    let startedAt = Instant.now

    init(
        program: String, fault: String?, folder: String, runtime: String, language: SettingLanguage, launch: Launch
    ) throws(Stop) {
        self.program = program
        self.fault = fault
        self.folder = folder
        self.runtime = runtime
        self.language = language
        self.launch = launch
        exchange = try Exchange()
        records = try RecordServer()
        peers = Peers(exchange: exchange)
        screen = VirtualScreen(columns: launch.columns, rows: launch.rows)
        recording = HeadsetRecording(path: folder + "/heard.wav")
        transcript = SpokenTranscript(path: folder + "/transcript.jsonl")
    }

    /// Everything that runs is ended. Blocks for a moment.
    func end() {
        terminal?.end()
        reader?.end()
        braille?.end()
        peers.end()
        exchange.end()
        records.end()
        voiceDevice?.end()
    }
}
