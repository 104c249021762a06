"""The public page: what anybody may read, hear and send in, without a sign-in; and the same as files for another host."""
