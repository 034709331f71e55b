# language: fr
@EN-6.2.1.2 @EN-6.2.4
Fonctionnalité: Converser par écrit pendant l'appel
  Le texte en temps réel doit partir lettre par lettre, et celui qui arrive doit être lu et montré.

  Scénario: Échanger du texte avec Dupont pendant la communication
    Étant donné un agent aveugle
    Et un appel en cours avec Dupont
    Quand j'ouvre la page « Conversation »
    Alors je suis sur la page « Conversation »
    Quand Dupont écrit « bonjour » une lettre toutes les 200 ms
    Alors l'écran montre « bonjour »
    Et j'entends une phrase qui contient « bonjour »
    Quand je tape « oui » une touche toutes les 150 ms
    Alors le texte « oui » parvient à Dupont en moins de 500 ms
    Et l'écran montre « bonjour »
    Et l'écran montre « oui »
    Et l'appel avec Dupont est pris
