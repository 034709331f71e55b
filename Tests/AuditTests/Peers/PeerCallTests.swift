import CallEngine
import Scenarios
import Testing

@testable import Audit

extension AuditNetworkTests {
    @Suite struct PeerCallTests {
        @Test func aPeerCallsWithItsNameAndHangsUp() throws {
            try Stage.withLine { stage, line in
                let peer = try stage.peer("Dupont")
                try stage.perform(.calls(number: nil), by: peer)
                try #require(stage.becomes { line.calls.last?.state == .incoming })
                let call = try #require(line.calls.last)
                #expect(call.remote.name == "Dupont")
                #expect(call.remote.number == "dupont")
                stage.act { line.perform(.answer(call.id)) }
                try stage.judge(.answers(code: 200))
                // It says its "Allô", and is silent afterwards.
                #expect(stage.becomes { line.heard.suffix(9_600).strength(of: peer.voice.baseFrequency) > 1_000 })
                try stage.perform(.hangsUp(after: nil), by: peer)
                #expect(stage.becomes { line.ends.last?.cause == .endedByPeer })
            }
        }

        @Test func aNumberIsShownOrWithheld() throws {
            try Stage.withLine { stage, line in
                let peer = try stage.peer("Léa Roux")
                try stage.perform(.calls(number: "04 76 00 11 22"), by: peer)
                try #require(stage.becomes { line.calls.last?.state == .incoming })
                #expect(line.calls.last?.remote.number == "0476001122")
                #expect(line.calls.last?.remote.name == "Léa Roux")
                try stage.perform(.givesUp, by: peer)
                #expect(stage.becomes { line.ends.last?.cause == .missed })
                try stage.perform(.callsWithheld, by: peer)
                try #require(stage.becomes { line.calls.count == 2 })
                #expect(line.calls.last?.remote.isWithheld == true)
                #expect(line.calls.last?.remote.number == nil)
            }
        }

        @Test(arguments: [(PeerBehaviour.busy, 486), (.declines, 603)])
        func aPeerRefuses(_ behaviour: PeerBehaviour, _ status: Int) throws {
            try Stage.withLine { stage, line in
                try stage.perform(.exists(behaviour, after: nil), by: stage.peer("Martin"))
                stage.act { line.dial("martin") }
                #expect(stage.becomes { line.ends.last?.status == status })
            }
        }

        @Test func aRefusalMayHaveAnyCode() throws {
            try Stage.withLine { stage, line in
                let peer = try stage.peer("Martin")
                try stage.perform(.exists(.neverAnswers, after: nil), by: peer)
                stage.act { line.dial("martin") }
                try #require(stage.becomes { line.calls.last?.state == .ringing })
                try stage.perform(.refuses(code: 404), by: peer)
                #expect(stage.becomes { line.ends.last?.status == 404 })
                stage.act { line.dial("nobody") }
                #expect(stage.becomes { line.ends.count == 2 })
                #expect(line.ends.last?.status == 404)
            }
        }

        @Test func aPeerAnswersLaterAndIsJudgedByWhatItReceives() throws {
            try Stage.withLine { stage, line in
                let peer = try stage.peer("Martin")
                try stage.perform(.exists(.answers, after: .milliseconds(600)), by: peer)
                stage.act { line.dial("martin") }
                try stage.judge(.sends(.invite, within: .seconds(2)))
                try stage.judge(.receives(peer: "Martin", .invite, within: nil))
                try stage.judge(.contains(.invite, "m=text"))
                try #require(stage.becomes { line.calls.last?.state == .ringing })
                try #require(stage.becomes { line.calls.last?.state == .active })
                try stage.judge(.count(.invite, times: 1))
                try stage.judge(.sendsNone(.bye))
                #expect(throws: Stop.self) { try stage.judge(.sendsNone(.invite)) }
                let id = try #require(line.calls.last?.id)
                stage.act { line.perform(.hangUp(id)) }
                try stage.judge(.receives(peer: "Martin", .bye, within: .seconds(2)))
            }
        }

        @Test func aPeerHoldsAndResumes() throws {
            try Stage.withLine { stage, line in
                let peer = try stage.peer("Martin")
                stage.act { line.dial("martin") }
                try stage.perform(.does(.answers, after: nil), by: peer)
                try #require(stage.becomes { line.calls.last?.state == .active })
                try stage.perform(.holds, by: peer)
                #expect(stage.becomes { line.calls.last?.state == .heldByPeer })
                try stage.perform(.resumes, by: peer)
                #expect(stage.becomes { line.calls.last?.state == .active })
            }
        }

        @Test func transfersGoBothWays() throws {
            try Stage.withLine { stage, line in
                let (dupont, martin) = (try stage.peer("Dupont"), try stage.peer("Martin"))
                stage.act { line.dial("dupont") }
                try #require(stage.becomes { line.calls.last?.state == .active })
                let id = try #require(line.calls.last?.id)
                stage.act { line.perform(.transfer(id, to: "martin")) }
                try stage.judge(.receives(peer: "Dupont", .refer, within: nil))
                try stage.perform(.answersTransfer(isAccepted: true), by: dupont)
                #expect(stage.becomes { martin.calls.last?.isUp == true })
                try stage.judge(.receives(peer: "Martin", .invite, within: nil))
            }
        }

        @Test func aPeerSendsTheAgentToAnother() throws {
            try Stage.withLine { stage, line in
                let dupont = try stage.peer("Dupont")
                stage.act { line.dial("dupont") }
                try #require(stage.becomes { line.calls.last?.state == .active })
                let id = try #require(line.calls.last?.id)
                try stage.perform(.transfers(to: "Martin"), by: dupont)
                let asked = stage.becomes {
                    line.events.contains { if case .transferRequested(id, _, _) = $0 { true } else { false } }
                }
                try #require(asked)
                stage.act { line.perform(.answerTransferRequest(id, accept: true)) }
                let martin = try stage.peer("Martin")
                #expect(stage.becomes { martin.calls.last?.isUp == true })
            }
        }

        @Test func anActWithoutItsCallIsAMiss() throws {
            let stage = try Stage.empty()
            defer { stage.end() }
            let peer = try stage.peer("Dupont")
            #expect(throws: Stop.self) { try stage.perform(.hangsUp(after: nil), by: peer) }
        }
    }
}
