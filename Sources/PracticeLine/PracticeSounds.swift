import Glibc
import Transport

/// What the far ends say, at 48 kHz.
struct PracticeSounds: Sendable {
    private let welcome: [Int16]
    private let tone: [Int16]

    /// - Parameter welcome: the spoken welcome; two seconds of silence follow before it begins again.
    init(welcome: [Int16]) {
        tone = Self.sine(hertz: 440, seconds: 1)
        self.welcome = welcome.isEmpty ? tone : welcome + [Int16](repeating: 0, count: 2 * 48_000)
    }

    func endpoint(of behaviour: PracticeEntry.Behaviour) -> InternalEndpoint {
        switch behaviour {
        case .echo: .echo
        case .welcome, .ringBack: .samples(welcome, loops: true)
        case .tenSeconds: .samples(tone, loops: true)
        case .busy, .refuse, .silent: .silence
        }
    }

    /// A tone at 20 dB below full scale.
    private static func sine(hertz: Double, seconds: Int) -> [Int16] {
        (0..<seconds * 48_000).map { Int16(3_276 * sin(2 * .pi * hertz * Double($0) / 48_000)) }
    }
}
