import CallEngine
import Media
import SIP
import Scenarios
import Testing
import Time

@testable import Audit

/// Each has an exchange and user agents of its own on loopback; one after the other, because their clocks run.
@Suite(.serialized) struct AuditNetworkTests {
    @Suite struct RegistrarTests {
        @Test func theLineRegistersWithItsPassword() throws {
            try Stage.withLine { stage, line in
                #expect(stage.exchange.lastContact?.port != nil)
                #expect(stage.becomes { line.events.contains(.accountChanged(AccountID(0), .registered)) })
                // Without credentials, then with them.
                #expect(stage.exchange.messages.filter(\.isFromProgram).count >= 2)
            }
        }

        @Test func anotherPasswordIsRefused() throws {
            let stage = try Stage.empty()
            defer { stage.end() }
            let line = try LineUnderTest(stage, password: "guess")
            defer { line.end() }
            #expect(
                stage.becomes { line.events.contains(.accountChanged(AccountID(0), .failed(.credentialsRefused))) })
            #expect(!stage.exchange.isRegistered)
        }

        @Test func theServerRefusesTheRightPassword() throws {
            let stage = try Stage.empty()
            defer { stage.end() }
            try stage.carryOut(.serverRefusesPassword)
            let line = try LineUnderTest(stage)
            defer { line.end() }
            #expect(
                stage.becomes { line.events.contains(.accountChanged(AccountID(0), .failed(.credentialsRefused))) })
        }
    }

    @Suite struct EventsTests {
        @Test func aVoiceMessageIsTold() throws {
            try Stage.withLine { stage, line in
                try stage.perform(.leavesVoiceMessage, by: stage.peer("Dupont"))
                let told = Voicemail(isWaiting: true, newMessages: 1, oldMessages: 0)
                #expect(stage.becomes { line.events.contains(.voicemailChanged(AccountID(0), told)) })
            }
        }

        @Test func aColleagueBecomesBusy() throws {
            try Stage.withLine { stage, line in
                let peer = try stage.peer("Martin")
                stage.act { line.perform(.watch("martin", .presence, account: nil)) }
                let told: (PresenceStatus) -> Bool = { status in
                    line.events.contains {
                        if case .watchedChanged(let watched) = $0 { watched.presence == status } else { false }
                    }
                }
                try #require(stage.becomes { told(.available) })
                try stage.perform(.becomes(.busy), by: peer)
                #expect(stage.becomes { told(.busy) })
                try stage.perform(.becomes(.away), by: peer)
                #expect(stage.becomes { told(.away) })
            }
        }

        @Test func messagesGoBothWays() throws {
            try Stage.withLine { stage, line in
                let peer = try stage.peer("Dupont")
                try stage.perform(.sendsMessage("rappelez-moi"), by: peer)
                let came = stage.becomes {
                    line.events.contains {
                        if case .messageReceived(let message) = $0 { message.text == "rappelez-moi" } else { false }
                    }
                }
                #expect(came)
                stage.act {
                    line.perform(.sendMessage(to: "dupont", text: "oui", account: nil, token: 3))
                }
                #expect(stage.becomes { line.events.contains(.messageAnswered(status: 200, token: 3)) })
                try stage.judge(.receives(peer: "Dupont", .message, within: nil))
            }
        }
    }

    @Suite struct StreamTests {
        @Test func soundPassesBothWaysAndItsCodecIsJudged() throws {
            try Stage.withLine(codecs: [.pcma]) { stage, line in
                let peer = try stage.peer("Martin")
                stage.act { line.dial("martin") }
                try stage.judge(.packets(.sent))
                try stage.judge(.packets(.received))
                try stage.judge(.codec("G.711"))
                try stage.judge(.codec("pcma"))
                try #require(stage.becomes { peer.sound.heardFrames > 48_000 })
                let tone = { Array(peer.sound.heard(from: peer.sound.heardFrames - 4_800)) }
                #expect(stage.becomes { tone().strength(of: 1_000) > 4_000 })
                try stage.perform(.speaks(nil), by: peer)
                #expect(stage.becomes { line.heard.suffix(9_600).strength(of: peer.voice.baseFrequency) > 1_000 })
                try stage.perform(.fallsSilent, by: peer)
                #expect(stage.becomes { line.heard.suffix(9_600).strength(of: peer.voice.baseFrequency) < 50 })
                #expect(throws: Stop.self) { try stage.judge(.noPackets(.seconds(1))) }
                #expect(throws: Stop.self) { try stage.judge(.encrypted) }
                let id = try #require(line.calls.last?.id)
                stage.act { line.perform(.hangUp(id)) }
                try stage.judge(.noPackets(.seconds(1)))
            }
        }

        @Test func digitsAndTextReachThePeer() throws {
            try Stage.withLine { stage, line in
                let peer = try stage.peer("Martin")
                stage.act { line.dial("martin") }
                try #require(stage.becomes { line.calls.last?.state == .active && line.calls.last?.hasText == true })
                let id = try #require(line.calls.last?.id)
                stage.act { line.perform(.digits(id, "12#")) }
                try stage.judge(.digits("12#"))
                stage.act { line.perform(.sendText(id, "bonjouf\u{08}r")) }
                try stage.judge(.text("bonjour", peer: "Martin", within: nil))
                try stage.perform(.types("ça va\n", apart: .milliseconds(50)), by: peer)
                let text = { () -> String in
                    line.events.map { if case .textReceived(_, let part, _) = $0 { part } else { "" } }.joined()
                }
                #expect(stage.becomes { text() == "ça va\n" })
                try stage.perform(.sendsDigits("5"), by: peer)
                #expect(stage.becomes { line.events.contains(.digitReceived(id, "5")) })
            }
        }

        @Test func anEncryptedCallIsJudgedSo() throws {
            try Stage.withLine(encryption: .required) { stage, line in
                stage.launch.configuration = ["encryption = \"required\""]
                _ = try stage.peer("Martin")
                stage.act { line.dial("martin") }
                try stage.judge(.encrypted)
            }
        }
    }

    @Suite struct FaultTests {
        @Test func nothingPassesWhileTheNetworkIsDown() throws {
            try Stage.withLine { stage, line in
                _ = try stage.peer("Martin")
                stage.act { line.dial("martin") }
                try stage.judge(.packets(.received))
                try stage.carryOut(.fails(during: nil))
                let down = stage.exchange.lastPacket(isFromProgram: false)
                // What the program sends leaves it all the same; nothing comes.
                try stage.judge(.packets(.sent))
                #expect(stage.exchange.lastPacket(isFromProgram: false) == down)
                try stage.carryOut(.returns)
                try stage.judge(.packets(.received))
            }
        }

        @Test func aSilentServerAnswersNothing() throws {
            try Stage.withLine { stage, line in
                try stage.carryOut(.serverStops)
                line.dial("martin")
                try stage.judge(.sends(.invite, within: nil))
                #expect(stage.exchange.arrivedRequests.isEmpty)
                _ = try stage.peer("Martin")
                try stage.carryOut(.serverReturns)
                // The transport's own repetition of the INVITE finds the way.
                try stage.judge(.receives(peer: "Martin", .invite, within: nil))
            }
        }

        @Test func textArrivesWholeThoughPacketsAreLost() throws {
            try Stage.withLine { stage, line in
                try stage.carryOut(.loses(10))
                try stage.carryOut(.delays(.milliseconds(40)))
                try stage.carryOut(.jitters(.milliseconds(20)))
                try stage.carryOut(.duplicates(10))
                _ = try stage.peer("Martin")
                stage.act { line.dial("martin") }
                try #require(stage.becomes { line.calls.last?.hasText == true })
                let id = try #require(line.calls.last?.id)
                stage.act { line.perform(.sendText(id, "bonjour")) }
                try stage.judge(.text("bonjour", peer: "Martin", within: nil))
            }
        }
    }
}
