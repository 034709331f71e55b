import Configuration
import Scenarios

/// Why a scenario goes no further.
enum Stop: Error {
    /// What should be so is not.
    case miss(expected: Bilingual, happened: Bilingual)
    /// It cannot be judged here: `.untested` where something is missing, `.cantTell` where the judge went wrong.
    case obstacle(Outcome, Bilingual)

    var outcome: Outcome {
        switch self {
        case .miss: .failed
        case .obstacle(let outcome, _): outcome
        }
    }

    var reason: Bilingual {
        switch self {
        case .miss(let expected, let happened):
            Bilingual(
                "attendu : \(expected.french) ; constaté : \(happened.french)",
                "expected: \(expected.english); found: \(happened.english)")
        case .obstacle(_, let reason): reason
        }
    }
}
