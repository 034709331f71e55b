import Glibc
import Testing

@testable import Devices

/// What several writes of ncurses become: one write, which a socket that keeps message boundaries shows.
struct TerminalOutputTests {
    @Test func whatWasWrittenInPiecesLeavesInOne() throws {
        let sockets = try Sockets()
        let output = try #require(TerminalOutput())
        for piece in ["\u{1B}[18d", "\u{1B}[K\u{1B}[25d", "Dupont en attente\r\u{1B}[5d"] {
            fputs(piece, output.stream)
            fflush(output.stream)
        }
        #expect(sockets.message() == nil, "nothing before the refresh is whole")
        output.flush(to: sockets.program)
        #expect(sockets.message() == "\u{1B}[18d\u{1B}[K\u{1B}[25dDupont en attente\r\u{1B}[5d")
        fputs("next", output.stream)
        output.flush(to: sockets.program)
        #expect(sockets.message() == "next", "nothing is sent twice")
        output.flush(to: sockets.program)
        #expect(sockets.message() == nil)
    }

    @Test func lineFeedBeginsTheNextRow() throws {
        let sockets = try Sockets()
        let output = try #require(TerminalOutput())
        fputs("a\nb", output.stream)
        output.flush(to: sockets.program)
        #expect(sockets.message() == "a\r\nb")
    }

    @Test func terminalThatIsGoneIsNoTrap() throws {
        let output = try #require(TerminalOutput())
        fputs("a", output.stream)
        output.flush(to: -1)
    }
}

private final class Sockets {
    let program: Int32
    private let user: Int32

    init() throws {
        var pair: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0, &pair) == 0)
        (program, user) = (pair[0], pair[1])
    }

    deinit {
        close(program)
        close(user)
    }

    /// The message that waits, whole.
    func message() -> String? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(user, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
    }
}
