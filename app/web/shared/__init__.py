"""What all pages share: the frame around them, who may see them, how forms and errors are told."""
