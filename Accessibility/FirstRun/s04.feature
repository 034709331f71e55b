# language: fr
@A5 @EN-6.3 @braille
Fonctionnalité: Travailler avec une plage braille seule
  L'agent sourdaveugle n'entend ni la sonnerie ni la voix : tout doit être sous ses doigts.

  Scénario: Recevoir, prendre et finir un appel au braille
    Étant donné un agent sourdaveugle
    Et le profil est « braille »
    Et le lecteur d'écran BRLTTY
    Et une plage braille de 40 cellules
    Quand Dupont appelle
    Alors la plage braille commence par « Sonne »
    Et la plage braille montre « Sonne Dupont » en moins de 1 s
    Et le curseur est sur « Sonne Dupont »
    Quand j'appuie sur F4
    Alors l'appel avec Dupont est pris
    Et la plage braille ne montre plus « Sonne »
    Et la plage braille montre « Dupont »
    Et rien ne change à l'écran pendant 5 s
    Quand Dupont raccroche
    Alors l'appel est fini
    Et la plage braille ne montre plus « Dupont »
    Et le curseur revient à sa place
