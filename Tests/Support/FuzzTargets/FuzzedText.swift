import CallEngine
import Media
import Time

/// Packets of real-time text, whatever they hold: three octets say length, step of the sequence number and time, then
/// the payload follows.
enum FuzzedText {
    static func run(_ octets: [UInt8]) {
        var now = Instant.now
        var receiver = TextReceiver()
        var lines = TextLines()
        var sequence: UInt16 = 65_500
        var place = 0
        while place + 3 <= octets.count {
            let end = min(octets.count, place + 3 + Int(octets[place]))
            // Most steps are small; some are far, and back.
            let step = Int(Int8(bitPattern: octets[place + 1]))
            sequence &+= UInt16(truncatingIfNeeded: step.magnitude > 100 ? step * 200 : step)
            now += .milliseconds(Int(octets[place + 2]))
            let payload = Array(octets[(place + 3)..<end])
            place = end
            let header = RTPHeader(
                hasMarker: step % 7 == 0, payloadType: 100, sequenceNumber: sequence, timestamp: 0, ssrc: 1)
            guard let packet = TextPacket(header, payload.span, isRedundant: step != 13, textType: 98) else { continue }
            lines.append(receiver.receive(header, packet, at: now))
        }
        lines.append(receiver.handleTimeout(at: now + TextLimits.reordering))
        precondition(receiver.nextDeadline == nil, "a gap is waited for without end")
        precondition(lines.lines.count <= TextLines.most, "more lines than are kept")
        for line in lines.lines {
            precondition(line.unicodeScalars.count <= TextLines.lineCharacters, "a line without end")
            precondition(line.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, "a control was shown")
        }
    }
}
