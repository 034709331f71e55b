// Placeholder until the first real file of this module lands; its owner deletes it.
