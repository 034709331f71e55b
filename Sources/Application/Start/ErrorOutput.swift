import Glibc

/// Sentences for the error output.
public enum ErrorOutput {
    public static func write(_ sentence: String) {
        let octets = Array((sentence + "\n").utf8)
        _ = Glibc.write(2, octets, octets.count)
    }
}
