// LetterPress follows when Events and Mustache have their public face.
