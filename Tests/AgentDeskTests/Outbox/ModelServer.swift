@testable import AgentDesk

/// Random numbers of a test, the same for the same seed.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A server that takes records, loses answers and can be asked, or not.
struct ModelServer {
    /// How often each key came in and was taken.
    var taken: [String: Int] = [:]
    /// The order in which they came.
    var order: [String] = []

    mutating func take(_ key: String) -> DeliveryOutcome {
        taken[key, default: 0] += 1
        order.append(key)
        return .there(receipt(key))
    }

    func receipt(_ key: String) -> Receipt { Receipt(number: "N-" + key, url: "https://srm.example/" + key) }

    /// One try of a send, with what may go wrong.
    mutating func send(_ key: String, _ numbers: inout SeededNumbers, isCalm: Bool) -> DeliveryOutcome {
        switch isCalm ? 99 : Int.random(in: 0..<20, using: &numbers) {
        case 0: return .unreached("no route", seconds: nil)
        case 1: return .unreached("503", seconds: 30)
        case 2: return .denied("401")
        case 3:
            _ = take(key)
            return .unknown("cut after it was taken")
        case 4: return .unknown("cut before it was read")
        case 5:
            _ = take(key)
            return .unknown("500")
        case 6: return .refused("the date is missing")
        default: return take(key)
        }
    }

    func ask(_ key: String, _ numbers: inout SeededNumbers, isCalm: Bool) -> DeliveryOutcome {
        switch isCalm ? 99 : Int.random(in: 0..<8, using: &numbers) {
        case 0: return .unreached("no route", seconds: nil)
        case 1: return .denied("403")
        default: return taken[key] == nil ? .absent : .there(receipt(key))
        }
    }
}
