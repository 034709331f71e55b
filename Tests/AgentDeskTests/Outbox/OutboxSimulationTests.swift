import Testing
import Time

@testable import AgentDesk

/// The outbox against a server that fails in every way, with kills between any two actions: 10,000 seeds.
@Suite struct OutboxSimulationTests {
    /// One life after the other of a program, and what stays: the disk, the server, what the agent heard.
    struct World {
        var numbers: SeededNumbers
        var disk: [String: OutboxItem] = [:]
        var server = ModelServer()
        var heard: [String: [IncidentNews]] = [:]
        /// News that were told, and the disk does not know that yet: told again by the next life.
        var retold: [String: Int] = [:]
        var confirmed: Set<String> = []
        var kills = 0
        var isCalm = false
        var now = Instant.now
        let canAsk: Bool

        init(seed: UInt64) {
            numbers = SeededNumbers(seed: seed)
            canAsk = seed % 2 == 0
        }

        var isKilled: Bool {
            mutating get { !isCalm && kills < 6 && Int.random(in: 0..<12, using: &numbers) == 0 }
        }

        /// Runs a program until it is killed, or has nothing more to do.
        /// - Returns: whether it was killed.
        mutating func live(submitting records: inout [IncidentRecord]) -> Bool {
            var outbox = Outbox(connectors: ["srm": OutboxTraits(canAsk: canAsk)], seed: numbers.next())
            var inputs: [OutboxInput] = [.opened(Array(disk.values))]
            for _ in 0..<2_000 {
                if inputs.isEmpty {
                    if let record = records.popLast() {
                        inputs.append(.submit(record))
                    } else if let deadline = outbox.nextDeadline {
                        now = max(now, deadline)
                        inputs.append(.timeout)
                    } else {
                        return false
                    }
                }
                let actions = outbox.handle(inputs.removeFirst(), at: now)
                var skipped: Set<String> = []
                for action in actions {
                    if isKilled {
                        kills += 1
                        return true
                    }
                    carryOut(action, &inputs, &skipped)
                }
            }
            Issue.record("the outbox never comes to rest")
            return false
        }

        private mutating func carryOut(
            _ action: OutboxAction, _ inputs: inout [OutboxInput], _ skipped: inout Set<String>
        ) {
            switch action {
            case .keep(let item):
                guard isCalm || Int.random(in: 0..<60, using: &numbers) > 0 else {
                    skipped.insert(item.key)
                    return inputs.insert(.unkept(key: item.key, reason: "full"), at: 0)
                }
                disk[item.key] = item
            case .forget(let key): disk[key] = nil
            case .send(let item):
                guard !skipped.contains(item.key) else { return }
                #expect(disk[item.key]?.state == .sending, "it was on the disk before it left")
                inputs.append(.outcome(key: item.key, server.send(item.key, &numbers, isCalm: isCalm)))
            case .ask(let item):
                inputs.append(.outcome(key: item.key, server.ask(item.key, &numbers, isCalm: isCalm)))
            case .tell(let key, let news):
                guard !skipped.contains(key) else { return }
                if news == .kept { confirmed.insert(key) }
                if heard[key]?.last == news { retold[key, default: 0] += 1 }
                heard[key, default: []].append(news)
                inputs.append(.told(key: key, news))
            case .tellDenied: return
            case .reject(let key, _): heard[key, default: []].append(.refused("not taken"))
            }
        }
    }

    private func records(_ numbers: inout SeededNumbers) -> [IncidentRecord] {
        (0..<Int.random(in: 1...4, using: &numbers)).map { index in
            IncidentRecord(
                id: "k\(index)", form: "tree", title: "Arbre tombé", connector: "srm",
                call: Bool.random(using: &numbers) ? "call" : nil,
                fields: [.init(key: "where", label: "Lieu", value: .text("rue de l'Été"))], createdAt: 1)
        }
    }

    @Test(arguments: 0..<10) func nothingIsLostOrDoubledAndEveryDoubtIsTold(block: UInt64) {
        for seed in block * 1_000..<(block + 1) * 1_000 {
            var world = World(seed: seed)
            var waiting = records(&world.numbers)
            while world.live(submitting: &waiting) {}
            world.isCalm = true
            _ = world.live(submitting: &waiting)
            judge(world, seed)
        }
    }

    private func judge(_ world: World, _ seed: UInt64) {
        for key in world.confirmed {
            let item = world.disk[key]
            let times = world.server.taken[key] ?? 0
            switch item?.state {
            case .sent:
                #expect(times == 1, "seed \(seed): \(key) was sent, the server has it \(times) times")
                #expect(world.heard[key]?.contains { if case .sent = $0 { true } else { false } } == true)
                #expect(item?.record?.fields.isEmpty == true, "what was said is kept no longer")
            case .refused:
                #expect(times == 0, "seed \(seed): \(key) was refused, the server has it \(times) times")
                #expect(world.heard[key]?.contains(.refused("the date is missing")) == true)
            case .uncertain:
                #expect(!world.canAsk, "seed \(seed): the server could have been asked")
                #expect(times <= 1, "seed \(seed): \(key) is doubled")
                #expect(world.heard[key]?.contains(.uncertain) == true, "seed \(seed): a doubt that was not told")
            case .waiting, .sending, .asking, .dropped, nil:
                Issue.record("seed \(seed): \(key) is lost: \(String(describing: item?.state))")
            }
            #expect(item?.news == nil, "seed \(seed): news that nobody was told")
            #expect(world.retold[key, default: 0] <= world.kills + 1, "seed \(seed): told again without a kill")
        }
        for (key, times) in world.server.taken { #expect(times == 1, "seed \(seed): \(key) came \(times) times") }
    }
}
