import AgentDesk
import Testing

/// Every writing of a number that a network, a directory or a hand gives, and what it means.
@Suite struct NumberPlanTests {
    /// A town hall: 0 for a line outside, four digits inside, 04 76 00 xx xx from outside.
    static let townHall = NumberPlan(outsideLine: "0", internalLengths: [4], internalPrefix: "3347600")
    static let home = NumberPlan()
    static let nine = NumberPlan(outsideLine: "9", internalLengths: [3, 5])
    static let belgium = NumberPlan(country: "32")

    @Test(arguments: NumberCases.anywhere) func meansTheSameAnywhere(_ row: [String]) {
        #expect(Self.home.key(row[0]) == (row[1].isEmpty ? nil : row[1]), "\(row[0])")
        #expect(Self.townHall.key(row[0]) == (row[1].isEmpty ? nil : row[1]), "\(row[0]) behind a 0")
    }

    @Test(arguments: NumberCases.atHome) func meansWithoutAnExchange(_ row: [String]) {
        #expect(Self.home.key(row[0]) == (row[1].isEmpty ? nil : row[1]), "\(row[0])")
    }

    @Test(arguments: NumberCases.townHall) func meansBehindAnExchange(_ row: [String]) {
        #expect(Self.townHall.key(row[0]) == row[1], "\(row[0])")
        if row.count > 2 { #expect(Self.townHall.dialled(row[0]) == row[2], "\(row[0]) dialled") }
    }

    @Test(arguments: NumberCases.nine) func meansBehindANine(_ row: [String]) {
        #expect(Self.nine.key(row[0]) == row[1], "\(row[0])")
        if row.count > 2 { #expect(Self.nine.dialled(row[0]) == row[2], "\(row[0]) dialled") }
    }

    @Test(arguments: NumberCases.belgium) func meansInAnotherCountry(_ row: [String]) {
        #expect(Self.belgium.key(row[0]) == row[1], "\(row[0])")
        #expect(Self.belgium.dialled(row[0]) == row[2], "\(row[0]) dialled")
    }

    @Test func thereAreEnoughCases() {
        let all = NumberCases.anywhere + NumberCases.atHome + NumberCases.townHall + NumberCases.nine
        #expect(all.count >= 150)
    }

    @Test(arguments: ["15", "17", "18", "112", "115", "119", "114", "191", "196", "197", "116000"])
    func helpIsDialledAsItIsEverywhere(_ digits: String) {
        for plan in [Self.home, Self.townHall, Self.nine] {
            #expect(plan.number(digits)?.kind == .emergency)
            #expect(plan.dialled(digits) == digits)
        }
    }

    @Test func anOwnNumberIsKnownFromInsideAndOutside() {
        let inside = Self.townHall.number("1234")
        let outside = Self.townHall.number("04 76 00 12 34")
        #expect(inside == outside)
        #expect(inside?.kind == .internal("1234"))
        #expect(inside?.e164 == "+33476001234")
    }

    /// The key of a key is itself, and what is dialled leads to the same key: on every plan, for any digits.
    @Test func keysAreTheirOwnKeys() {
        var generator = Seeded(seed: 48)
        let plans = [Self.home, Self.townHall, Self.nine, Self.belgium] + (0..<40).map { _ in plan(&generator) }
        for plan in plans {
            for _ in 0..<500 {
                let text = digits(&generator)
                guard let key = plan.key(text) else { continue }
                #expect(plan.key(key) == key, "\(text) in \(plan)")
            }
        }
        for plan in [Self.home, Self.townHall, Self.belgium] {
            for _ in 0..<2_000 {
                let text = digits(&generator)
                guard let number = plan.number(text), number.kind == .outside, let dialled = plan.dialled(text) else {
                    continue
                }
                #expect(plan.key(dialled) == number.key, "\(text) dialled as \(dialled)")
            }
        }
    }

    @Test func hostileWritingsEndNothing() {
        var generator = Seeded(seed: 7)
        let signs = Array("0123456789+*#()-. ;:@%=telsip\u{202E}\u{0}é")
        for _ in 0..<20_000 {
            let text = String(
                (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
                    signs[Int.random(in: 0..<signs.count, using: &generator)]
                })
            if let number = Self.townHall.number(text) { #expect(number.key.count <= PeopleLimits.numberSigns + 1) }
        }
        #expect(Self.home.key(String(repeating: "0", count: 100_000)) == nil)
        #expect(Self.home.key(String(repeating: " ", count: 300) + "15") == nil)
    }

    private func digits(_ generator: inout Seeded) -> String {
        let starts = [
            "", "0", "00", "0033", "+33", "33", "+", "00262", "+262", "9", "0000", "3", "1", "+33262", "+330",
        ]
        let start = starts[Int.random(in: 0..<starts.count, using: &generator)]
        return start
            + (0..<Int.random(in: 0..<13, using: &generator)).map { _ in
                String(Int.random(in: 0...9, using: &generator))
            }.joined()
    }

    private func plan(_ generator: inout Seeded) -> NumberPlan {
        func one<T>(_ of: [T]) -> T { of[Int.random(in: 0..<of.count, using: &generator)] }
        return NumberPlan(
            country: one(["33", "32", "1", "590"]), nationalPrefix: one(["0", "", "1"]),
            internationalPrefix: one(["00", "011", ""]), outsideLine: one(["", "0", "9", "00", "33"]),
            internalLengths: one([[], [4], [3, 5], [6, 8], [9, 10]]),
            internalPrefix: one(["", "3347600", "33", "330", "26226", "3347600123456"]))
    }
}

/// The same numbers at each run.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
