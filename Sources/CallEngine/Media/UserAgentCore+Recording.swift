// Recording: the media loop writes the file and tells the peer; here is when it may, and what is known of it.
extension UserAgentCore {
    /// Begins a recording at an absolute path, or ends it.
    mutating func record(_ call: Call, to path: String?) -> Bool {
        guard call.phase == .established, let media = call.media, let place = place(of: call.id) else { return false }
        if let path {
            guard path.hasPrefix("/"), path.utf8.count <= Limits.pathOctets, !path.utf8.contains(0),
                !call.snapshot.isRecorded
            else { return false }
        } else if !call.snapshot.isRecorded {
            // Whatever of it may still run.
            emit(.media(.record(media, path: nil, number: call.recordings)))
            return true
        }
        table[place].snapshot.isRecorded = path != nil
        if path != nil { table[place].recordings &+= 1 }
        emit(.media(.record(media, path: path, number: table[place].recordings)))
        tellChange(of: call.id)
        return true
    }

    mutating func recordingFailed(_ media: MediaID, _ number: Int) {
        // Another one may have begun meanwhile.
        guard let place = table.place(of: media), table[place].snapshot.isRecorded, table[place].recordings == number
        else { return }
        table[place].snapshot.isRecorded = false
        emit(.media(.record(media, path: nil, number: number)))
        // The state first: whoever hears the refusal and asks is told the truth.
        tellChange(of: table[place].id)
        tell(.commandRefused(.record(table[place].id, path: nil), .notRecordable))
    }
}
