import Glibc
import Testing

private let silent = ["--microphone", "tone:440", "--headset", "null:"]

@Suite("The engine alone, driven by JSON-RPC", .serialized)
struct HeadlessTests {
    @Test func aWholeCallOnThePracticeLine() throws {
        let folder = try TestFolder()
        let trace = folder.path + "/trace"
        let program = try RunningProgram(["headless", "--practice", "--trace", trace] + silent, in: folder.path)
        program.write(#"{"jsonrpc":"2.0","id":1,"method":"call.dial","params":{"to":"echo"}}"# + "\n")
        #expect(program.line(with: #""id":1,"result":{"call":1"#) != nil)
        #expect(program.line(with: #""state":"active""#) != nil)
        // Each answer comes after a round through the engine: asked again until sound has come back.
        var isHeard = false
        for attempt in 0..<100 where !isHeard {
            let id = 100 + attempt
            program.write(#"{"jsonrpc":"2.0","id":\#(id),"method":"call.statistics","params":{"call":1}}"# + "\n")
            let answer = try #require(program.line(with: #""id":\#(id),"#))
            isHeard = answer.contains(#""packetsReceived":"#) && !answer.contains(#""packetsReceived":0,"#)
            poll(nil, 0, 20)
        }
        #expect(isHeard)
        program.write(#"{"jsonrpc":"2.0","id":2,"method":"call.hangUp","params":{"call":1}}"# + "\n")
        let ended = try #require(program.line(with: "call.ended"))
        #expect(ended.contains(#""cause":"endedByMe""#))
        program.write(#"{"jsonrpc":"2.0","id":3,"method":"engine.shutdown"}"# + "\n")
        #expect(program.line(with: #""id":3,"result":{}"#) != nil)
        #expect(program.exitCode() == 0)

        let replay = try RunningProgram(["headless", "--practice", "--replay", trace], in: folder.path)
        #expect(replay.exitCode() == 0)
        #expect(replay.lines.contains { $0.contains("event callDialled") })
        #expect(replay.lines.contains { $0.contains("event callEnded") })
    }

    @Test(arguments: [("occupe", "busy"), ("refuse", "declinedByPeer"), ("personne", "noAnswer")])
    func aCallThatDoesNotSucceedSaysWhy(_ number: String, _ cause: String) throws {
        let folder = try TestFolder()
        let program = try RunningProgram(["headless", "--practice"] + silent, in: folder.path)
        program.write(#"{"jsonrpc":"2.0","id":1,"method":"call.dial","params":{"to":"\#(number)"}}"# + "\n")
        let ended = try #require(program.line(with: "call.ended"))
        #expect(ended.contains(#""cause":"\#(cause)""#))
        program.send(SIGTERM)
        #expect(program.exitCode() == 0)
    }

    /// As `printf … | clairvoix headless` asks.
    @Test func whatIsAskedBeforeTheInputEndsIsAnswered() throws {
        let folder = try TestFolder()
        let program = try RunningProgram(["headless", "--practice"] + silent, in: folder.path)
        // More than a pipe holds, and the last without its line's end.
        let many = (1...1_200).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"account.list"}"# }
        program.write(many.joined(separator: "\n"))
        program.endInput()
        #expect(program.exitCode() == 0)
        #expect(program.lines.count { $0.contains(#""result":{"accounts""#) } == 1_200)
        #expect(program.lines.contains { $0.contains(#""id":1200,"#) })
    }

    @Test func badLinesGetErrorsAndTheEngineGoesOn() throws {
        let folder = try TestFolder()
        let program = try RunningProgram(["headless", "--practice"] + silent, in: folder.path)
        program.write("nonsense\n{}\n")
        #expect(program.line(with: "-32700") != nil)
        #expect(program.line(with: "-32600") != nil)
        program.write(#"{"jsonrpc":"2.0","id":9,"method":"call.audio","params":{}}"# + "\n")
        #expect(program.line(with: #""name":"invalidParameter""#) != nil)
        program.write(#"{"jsonrpc":"2.0","id":10,"method":"call.list"}"# + "\n")
        #expect(program.line(with: #""id":10,"result":{"calls":[]}"#) != nil)
    }

    @Test func aMissingDeviceIsToldOnce() throws {
        let folder = try TestFolder()
        let program = try RunningProgram(
            ["headless", "--practice", "--microphone", "wav:/nonexistent.wav", "--headset", "null:"], in: folder.path)
        let told = try #require(program.line(with: "device.changed"))
        #expect(told.contains(#""role":"microphone","state":"absent""#))
        program.write(#"{"jsonrpc":"2.0","id":1,"method":"call.dial","params":{"to":"echo"}}"# + "\n")
        #expect(program.line(with: #""state":"active""#) != nil)
        #expect(program.lines.filter { $0.contains("device.changed") }.count == 1)
    }
}
